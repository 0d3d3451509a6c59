package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendResultsTest {

    private final Session session =
            (Session)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {Session.class},
                            (proxy, method, arguments) -> null);

    @Test
    void without_a_failure_it_is_ok() {
        SendResult result = SendResults.of(session, null);
        assertThat(result.isOK()).isTrue();
        assertThat(result.getException()).isNull();
    }

    @Test
    void a_failure_is_its_exception() {
        IOException failure = new IOException("gone");
        SendResult result = SendResults.of(session, failure);
        assertThat(result.isOK()).isFalse();
        assertThat(result.getException()).isSameAs(failure);
    }

    /** J-51, where the API is 2.2. */
    @Test
    void it_knows_its_session_where_the_api_has_a_word_for_it() throws Exception {
        Optional<Method> getSession =
                Arrays.stream(SendResult.class.getMethods())
                        .filter(method -> method.getName().equals("getSession"))
                        .findFirst();
        assumeThat(getSession).isPresent();
        Method accessor = getSession.orElseThrow();
        assertThat(accessor.invoke(SendResults.of(session, null))).isSameAs(session);
        assertThat(accessor.invoke(SendResults.of(session, new IOException()))).isSameAs(session);
    }
}
