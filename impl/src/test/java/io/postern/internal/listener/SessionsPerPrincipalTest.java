package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No user can take all sessions for himself. */
@Timeout(60)
class SessionsPerPrincipalTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_principal_with_all_its_sessions_is_told_429_until_one_is_gone(TlsProvider engine)
            throws Exception {
        Pki pki = new Pki(directory);
        try (TestListener listener =
                TestListener.open(
                        With.sessionsPerPrincipal(2).apply(pki.listener(engine, s -> s)),
                        List.of(),
                        EchoEndpoint.class)) {
            X509Bundle alice = pki.client("CN=alice");
            Quiescence before = Quiescence.of(listener);
            try (RawClient first = client(listener, pki, alice);
                    RawClient second = client(listener, pki, alice)) {
                assertThat(first.readHead()).startsWith("HTTP/1.1 101 ");
                assertThat(second.readHead()).startsWith("HTTP/1.1 101 ");
                try (RawClient third = client(listener, pki, alice);
                        RawClient other = client(listener, pki, pki.client("CN=bob"))) {
                    assertThat(third.readHead()).startsWith("HTTP/1.1 429 ");
                    assertThat(other.readHead()).startsWith("HTTP/1.1 101 ");
                }
                second.reset();
                await().until(() -> listener.statistics().openSessions() == 1);
                try (RawClient again = client(listener, pki, alice)) {
                    assertThat(again.readHead()).startsWith("HTTP/1.1 101 ");
                }
            }
            assertThat(listener.refused(RefusalReason.TOO_MANY_SESSIONS_OF_PRINCIPAL)).isOne();
            before.awaitRestored();
        }
    }

    private static RawClient client(TestListener listener, Pki pki, X509Bundle identity)
            throws Exception {
        return RawClient.connect(listener, pki.clientTls(identity), "TLSv1.3")
                .send(RawClient.upgradeRequest("/echo/a"));
    }
}
