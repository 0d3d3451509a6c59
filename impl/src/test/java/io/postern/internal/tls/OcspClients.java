package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Clients and responders, all closed after a test, which must leave no thread. */
final class OcspClients implements AfterEachCallback {

    static final byte[] REQUEST = {1, 2, 3};
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration SHORT = Duration.ofMillis(300);
    static final String RIGHT_TYPE = "Content-Type: application/ocsp-response";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Counted down when a responder finds that nobody listens any more. */
    private final CountDownLatch gone = new CountDownLatch(1);

    /** Writes what a responder says, heading and all. */
    interface Writer {
        void write(OutputStream out) throws Exception;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        assertThat(threads()).isEmpty();
    }

    OcspClient clientOf(Writer writer) throws Exception {
        OcspResponder responder =
                opened(
                        OcspResponder.behaving(
                                (request, connection) ->
                                        writer.write(connection.getOutputStream())));
        return client(responder.uri());
    }

    OcspClient client(URI responder) {
        return opened(new OcspClient(responder, Optional.empty()));
    }

    OcspClient client(URI responder, SSLContext tls) {
        return opened(new OcspClient(responder, Optional.of(tls)));
    }

    <T extends AutoCloseable> T opened(T what) {
        open.addFirst(what);
        return what;
    }

    AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            OcspClient client, Duration timeout) {
        return assertThatThrownBy(() -> client.ask(REQUEST, timeout))
                .isInstanceOf(OcspException.class);
    }

    void assertAnswered(OcspClient client) {
        assertThatCode(() -> client.ask(REQUEST, LONG)).doesNotThrowAnyException();
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Until the client has gone. */
    void writeForEver(OutputStream out, String beginning, String more) throws IOException {
        write(out, beginning);
        try {
            while (true) {
                write(out, more);
            }
        } catch (IOException e) {
            gone.countDown();
            throw e;
        }
    }

    /** Says nothing until the client has gone. */
    void hang(Socket connection) throws IOException {
        if (connection.getInputStream().read() < 0) {
            gone.countDown();
        }
    }

    /** Says a little every few milliseconds until the client has gone. */
    void drip(Socket connection) throws IOException {
        connection.setSoTimeout(5);
        while (gone.getCount() > 0) {
            try {
                hang(connection);
            } catch (SocketTimeoutException e) {
                write(connection.getOutputStream(), "x");
            }
        }
    }

    /** Waits until a responder has found that the client has gone. */
    void awaitGone() throws InterruptedException {
        gone.await();
    }

    /** The names of the clients' threads. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("postern-ocsp-"))
                .toList();
    }
}
