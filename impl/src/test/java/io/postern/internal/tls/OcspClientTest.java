package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.listener.FreePorts;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, and which responses are handed back. */
@Timeout(60)
class OcspClientTest {

    @RegisterExtension final OcspClients clients = new OcspClients();

    @Test
    void a_request_is_posted_and_its_response_handed_back() throws Exception {
        OcspResponder responder =
                clients.opened(OcspResponder.answering(request -> new byte[] {4, 5}));
        assertThat(clients.client(responder.uri()).ask(OcspClients.REQUEST, OcspClients.LONG))
                .containsExactly(4, 5);
        OcspResponder.Request request = responder.requests().get(0);
        assertThat(request.body()).isEqualTo(OcspClients.REQUEST);
        assertThat(request.head().lines())
                .startsWith("POST /ocsp?of=test HTTP/1.1")
                .contains(
                        "host: " + responder.uri().getAuthority(),
                        "content-type: application/ocsp-request",
                        "content-length: 3",
                        "connection: close");
    }

    @Test
    void a_response_may_be_chunked_and_its_type_have_parameters_and_capitals() throws Exception {
        OcspClient client =
                clients.clientOf(
                        out -> {
                            OcspResponder.head(
                                    out,
                                    200,
                                    "Content-Type: Application/OCSP-Response; x=y",
                                    "Transfer-Encoding: chunked");
                            OcspClients.write(out, "1\r\na\r\n1\r\nb\r\n0\r\n\r\n");
                        });
        assertThat(client.ask(OcspClients.REQUEST, OcspClients.LONG)).asString().isEqualTo("ab");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 201, 204, 304, 400, 404, 500, 503})
    void another_status_is_refused(int status) throws Exception {
        OcspClient client =
                clients.clientOf(
                        out ->
                                OcspResponder.head(
                                        out, status, OcspClients.RIGHT_TYPE, "Content-Length: 0"));
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessage("answered with HTTP status " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_not_followed(int status) throws Exception {
        OcspResponder other = clients.opened(OcspResponder.answering(request -> new byte[1]));
        OcspClient client =
                clients.clientOf(
                        out ->
                                OcspResponder.head(
                                        out,
                                        status,
                                        OcspClients.RIGHT_TYPE,
                                        "Location: " + other.uri(),
                                        "Content-Length: 0"));
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessage("answered with HTTP status " + status);
        assertThat(other.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/html",
                "Content-Type: application/ocsp-request",
                "Content-Type: application/ocsp-response-not",
                "Content-Type:",
                "X: y"
            })
    void another_type_is_refused(String header) throws Exception {
        OcspClient client =
                clients.clientOf(out -> OcspResponder.head(out, 200, header, "Content-Length: 0"));
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessage("sent a response of another type than application/ocsp-response");
    }

    @Test
    void what_is_not_http_is_refused_and_not_repeated() throws Exception {
        OcspClient client = clients.clientOf(out -> OcspClients.write(out, "canary\r\n\r\n"));
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessage("sent what is not an HTTP response");
    }

    @Test
    void headers_without_end_are_refused() throws Exception {
        OcspClient client =
                clients.clientOf(
                        out -> clients.writeForEver(out, "HTTP/1.1 200 OK\r\nX: ", "xxxxxxxx"));
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessage("sent what is not an HTTP response");
        clients.awaitGone();
    }

    @Test
    void a_response_that_announces_too_much_is_refused() throws Exception {
        OcspClient client =
                clients.clientOf(
                        out ->
                                OcspResponder.head(
                                        out, 200, OcspClients.RIGHT_TYPE, "Content-Length: 65537"));
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessage("sent a response of more than 65536 bytes");
    }

    @Test
    void a_response_without_end_is_read_no_further_than_allowed() throws Exception {
        OcspClient client =
                clients.clientOf(
                        out ->
                                clients.writeForEver(
                                        out,
                                        "HTTP/1.1 200 OK\r\n"
                                                + OcspClients.RIGHT_TYPE
                                                + "\r\nTransfer-Encoding: chunked\r\n\r\n",
                                        "400\r\n" + "x".repeat(1024) + "\r\n"));
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessage("sent a response of more than 65536 bytes");
        clients.awaitGone();
    }

    @Test
    void the_largest_response_is_accepted() throws Exception {
        OcspResponder responder =
                clients.opened(
                        OcspResponder.answering(request -> new byte[OcspClient.MAX_RESPONSE]));
        assertThat(clients.client(responder.uri()).ask(OcspClients.REQUEST, OcspClients.LONG))
                .hasSize(65536);
    }

    @Test
    void a_response_that_breaks_off_is_refused() throws Exception {
        OcspClient client =
                clients.clientOf(
                        out -> {
                            OcspResponder.head(
                                    out, 200, OcspClients.RIGHT_TYPE, "Content-Length: 10");
                            OcspClients.write(out, "x");
                        });
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessage("closed the connection before it had answered");
    }

    @Test
    void one_that_closes_at_once_is_refused() throws Exception {
        OcspClient client = clients.clientOf(out -> {});
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessage("closed the connection before it had answered");
    }

    @Test
    void one_that_does_not_listen_is_refused() throws Exception {
        OcspClient client = clients.client(URI.create("http://127.0.0.1:" + FreePorts.choose()));
        clients.assertRefused(client, OcspClients.LONG)
                .hasMessageStartingWith("cannot be reached: ")
                .hasMessageContaining("refused");
    }
}
