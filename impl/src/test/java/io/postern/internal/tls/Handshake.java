package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.internal.config.TlsProvider;

/** A client that trusts one certificate and a server that has it. */
final class Handshake {

    private Handshake() {}

    /** Fails unless both ends agree; gives back the words for the engine. */
    static String succeeds(TlsProvider engine, String protocol, TlsMaterial material)
            throws Exception {
        Tls tls = TestTls.open(engine, material);
        try (TlsChannel server = new TlsChannel(tls);
                TlsPeer client = TlsPeer.jdk(protocol, material.certificate())) {
            // a key in a token signs on another thread
            await().pollInSameThread()
                    .until(
                            () -> {
                                client.talkTo(server);
                                return !server.outcomes.isEmpty();
                            });
            assertThat(server.outcomes)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            TlsOutcome.Secured.class,
                            secured -> assertThat(secured.protocol()).isEqualTo(protocol));
            return tls.description();
        } finally {
            tls.stop();
            tls.close();
        }
    }
}
