package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
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
}
