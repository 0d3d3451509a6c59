package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.app.Echo;
import io.postern.it.support.Application;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Wrong input on the wire gets an answer, is counted and leaves nothing behind. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WrongInputIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    private static final String UPGRADE =
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key:"
                    + " AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    private final Application application = new Application("wrong-input", KEY_STORE);

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named("wrong-input").with(Echo.class).keyStore(KEY_STORE).build();
    }

    @Test
    void plain_http_is_told_to_use_tls() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", application.port())) {
            assertThat(exchange(socket, get("/echo/a", "")))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("This port speaks TLS: use wss:// or https://.");
        }
        counted("NOT_TLS");
    }

    @Test
    void a_browser_s_get_is_answered_with_426() throws Exception {
        assertThat(overTls(get("/echo/a", "")))
                .startsWith("HTTP/1.1 426 ")
                .containsIgnoringCase("Upgrade: websocket")
                .contains("This port speaks WebSocket only (wss://).");
        counted("UPGRADE_REQUIRED");
    }

    @Test
    void an_unknown_path_is_answered_with_404() throws Exception {
        assertThat(overTls(get("/nowhere", UPGRADE + "Sec-WebSocket-Version: 13\r\n")))
                .startsWith("HTTP/1.1 404 ");
        counted("NO_ENDPOINT");
    }

    @Test
    void an_old_version_is_answered_with_426() throws Exception {
        assertThat(overTls(get("/echo/a", UPGRADE + "Sec-WebSocket-Version: 8\r\n")))
                .startsWith("HTTP/1.1 426 ")
                .containsIgnoringCase("Sec-WebSocket-Version: 13");
        counted("UNSUPPORTED_VERSION");
    }

    private static String get(String path, String headers) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(path, headers);
    }

    private String overTls(String request) throws Exception {
        try (Socket socket =
                KEY_STORE
                        .clientTls()
                        .getSocketFactory()
                        .createSocket("127.0.0.1", application.port())) {
            return exchange(socket, request);
        }
    }

    /** The answer to the end: the listener closes the connection. */
    private static String exchange(Socket socket, String request) throws Exception {
        socket.setSoTimeout(15_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private void counted(String reason) {
        await().untilAsserted(
                        () ->
                                assertThat(application.listener())
                                        .containsEntry(reason, "1")
                                        .containsEntry("openConnections", "0")
                                        .containsEntry("negotiating", "0"));
    }
}
