package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import java.io.IOException;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Clients of a listener with {@link ClientCertificateTest.Who} and {@link EchoEndpoint}.
 *
 * @param version of TLS
 */
record Caller(TestListener listener, Pki pki, String version) implements AutoCloseable {

    /** Enters with this certificate and gives what {@code Who} says. */
    String enter(@Nullable X509Bundle identity) throws Exception {
        return enter(pki.clientTls(identity));
    }

    /** As {@link #enter(X509Bundle)}; may resume a session that {@code tls} knows. */
    String enter(SSLContext tls) throws IOException {
        try (RawClient client = open(tls, "/who")) {
            return client.readFrame().text();
        }
    }

    /** A session that stays. */
    RawClient stay(@Nullable X509Bundle identity) throws Exception {
        return open(pki.clientTls(identity), "/echo/a");
    }

    RawClient open(SSLContext tls, String path) throws IOException {
        RawClient client = RawClient.connect(listener, tls, version);
        upgrade(client, path);
        return client;
    }

    /** Sends the request and reads the 101; closes the client if it does not come. */
    static void upgrade(RawClient client, String path) throws IOException {
        try {
            client.send(RawClient.upgradeRequest(path));
            String head = client.readHead();
            if (!head.startsWith("HTTP/1.1 101 ")) {
                throw new IOException("expected 101, got: " + head);
            }
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /** What the listener serves to a new connection that is allowed in with this certificate. */
    Certificate served(@Nullable X509Bundle identity) throws Exception {
        try (RawClient client = open(pki.clientTls(identity), "/who")) {
            return client.tlsSession().getPeerCertificates()[0];
        }
    }

    void assertRefused(@Nullable X509Bundle identity, RefusalReason reason) throws Exception {
        assertRefused(pki.clientTls(identity), reason);
    }

    /** No 101 comes, and the listener counts this reason once more. */
    void assertRefused(SSLContext tls, RefusalReason reason) {
        long before = listener.refused(reason);
        assertThatThrownBy(() -> enter(tls)).isInstanceOf(IOException.class);
        await().untilAsserted(() -> assertThat(listener.refused(reason)).isEqualTo(before + 1));
    }

    /**
     * The listener counts this reason once more: what a client is told that does nothing but wait
     * after its part of the handshake. With TLS 1.3 that part is done before the listener has
     * looked at the certificate.
     */
    SSLException refusedInHandshake(@Nullable X509Bundle identity, RefusalReason reason)
            throws Exception {
        long before = listener.refused(reason);
        Optional<SSLException> told = Optional.empty();
        try (RawClient client = RawClient.connect(listener, pki.clientTls(identity), version)) {
            client.readHead();
        } catch (SSLException refused) {
            told = Optional.of(refused);
        }
        await().untilAsserted(() -> assertThat(listener.refused(reason)).isEqualTo(before + 1));
        assertThat(told).isPresent();
        return told.get();
    }

    static void assertAlive(RawClient client) throws IOException {
        client.send(RawFrame.text("still here"));
        assertThat(client.readFrame().text()).isEqualTo("still here");
    }

    void awaitReloads(long count) {
        await().untilAsserted(
                        () ->
                                assertThat(listener.statistics().certificateReloads())
                                        .isEqualTo(count));
    }

    /** Closes the listener. */
    @Override
    public void close() {
        listener.close();
    }
}
