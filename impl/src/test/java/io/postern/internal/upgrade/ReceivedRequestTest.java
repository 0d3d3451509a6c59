package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.pkitesting.CertificateBuilder;
import io.postern.PeerHandshakeRequest;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.session.Handshake;
import io.postern.tls.ClientCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configurator can ask a request. */
class ReceivedRequestTest {

    private static final Peer UNKNOWN = Peer.of(new EmbeddedChannel(), SecuredPeer.ANONYMOUS);

    private static PeerHandshakeRequest received(HttpRequest request, Peer peer) {
        RequestTarget target = RequestTarget.parse("localhost:8444", request.uri());
        return new ReceivedRequest(
                request.headers(),
                new Handshake.Target(target.uri(), target.parameters(), Map.of("room", "lobby")),
                peer);
    }

    private static PeerHandshakeRequest received(String target) {
        return received(Requests.upgrade(target), UNKNOWN);
    }

    /** J-97. */
    @Test
    void headers_are_found_in_whatever_case_and_cannot_be_changed() {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().add("X-Many", "one").add("x-many", "two");
        Map<String, List<String>> headers = received(request, UNKNOWN).getHeaders();
        assertThat(headers.get("sec-websocket-key")).containsExactly(Requests.KEY);
        assertThat(headers.get("SEC-WEBSOCKET-KEY")).containsExactly(Requests.KEY);
        assertThat(headers.get("X-MANY")).containsExactly("one", "two");
        assertThat(headers.get("Absent")).isNull();
        assertThatThrownBy(() -> headers.put("X", List.of()))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> headers.get("X-Many").add("three"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** J-100. */
    @Test
    void the_uri_is_absolute() {
        assertThat(received("/chat/a?b=c").getRequestURI())
                .isEqualTo(URI.create("wss://localhost:8444/chat/a?b=c"));
    }

    /** J-102, as the specification's test kit understands it. */
    @Test
    void parameters_are_those_of_the_query_and_of_the_path() {
        PeerHandshakeRequest request = received("/chat/a?x=1&y=a%20b&x=2&flag");
        assertThat(request.getQueryString()).isEqualTo("x=1&y=a%20b&x=2&flag");
        assertThat(request.getParameterMap())
                .isEqualTo(
                        Map.of(
                                "room", List.of("lobby"),
                                "x", List.of("1", "2"),
                                "y", List.of("a b"),
                                "flag", List.of("")));
        assertThatThrownBy(() -> request.getParameterMap().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> request.getParameterMap().get("x").clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(received("/chat/a").getQueryString()).isNull();
        assertThat(received("/chat/a").getParameterMap()).containsOnlyKeys("room");
    }

    /** J-98, J-99, J-101. */
    @Test
    void nobody_is_authenticated_and_there_is_no_web_container() {
        PeerHandshakeRequest request = received("/chat/a");
        assertThat(request.getUserPrincipal()).isNull();
        assertThat(request.isUserInRole("admin")).isFalse();
        assertThat(request.getHttpSession()).isNull();
        assertThat(request.getServletContext()).isNull();
    }

    @Test
    void addresses_are_told_and_not_looked_up() throws Exception {
        InetSocketAddress local =
                new InetSocketAddress(
                        InetAddress.getByAddress("door.example", new byte[] {10, 0, 0, 1}), 8444);
        InetSocketAddress remote =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 9, 8, 7}), 40_000);
        PeerHandshakeRequest request =
                received(
                        Requests.upgrade("/chat/a"),
                        new Peer(local, remote, Identity.NONE, UNKNOWN.tls()));
        assertThat(request.getLocalAddress()).isEqualTo("10.0.0.1");
        assertThat(request.getLocalHostName()).isEqualTo("door.example");
        assertThat(request.getLocalPort()).isEqualTo(8444);
        assertThat(request.getRemoteAddress()).isEqualTo("10.9.8.7");
        assertThat(request.getRemoteHostName()).isEqualTo("10.9.8.7");
        assertThat(request.getRemotePort()).isEqualTo(40_000);
    }

    @Test
    void without_ip_there_is_no_port() {
        PeerHandshakeRequest request = received("/chat/a");
        assertThat(request.getRemoteAddress()).isEqualTo("embedded");
        assertThat(request.getRemotePort()).isEqualTo(-1);
        assertThat(request.getLocalPort()).isEqualTo(-1);
    }

    @Test
    void a_certificate_chain_is_given_as_a_copy() throws Exception {
        X509Certificate certificate =
                new CertificateBuilder()
                        .subject("CN=client")
                        .ecp256()
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned()
                        .getCertificate();
        PeerHandshakeRequest request =
                received(Requests.upgrade("/chat/a"), UNKNOWN.as(identity(certificate)));
        request.getUserX509CertificateChain()[0] = null;
        assertThat(request.getUserX509CertificateChain()).containsExactly(certificate);
        assertThat(request.getUserPrincipal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThat(request.isUserInRole("staff")).isTrue();
        assertThat(request.isUserInRole("admin")).isFalse();
        assertThat(received("/chat/a").getUserX509CertificateChain()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de",
                "de-CH, en;q=0.5 | de-CH",
                "en;q=0.5, fr;q=0.9, *;q=0.1 | fr",
                "*, it;q=0.3 | it",
                "en;q=0, sv | sv",
            })
    void the_preferred_locale_is_that_of_the_highest_weight(String header, String tag) {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Accept-Language", header);
        assertThat(received(request, UNKNOWN).getPreferredLocale().toLanguageTag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "!!", "en;q=zero"})
    void without_a_usable_one_it_is_the_server_s(String header) {
        HttpRequest request = Requests.upgrade("/chat/a");
        request.headers().set("Accept-Language", header);
        assertThat(received(request, UNKNOWN).getPreferredLocale()).isEqualTo(Locale.getDefault());
        assertThat(received("/chat/a").getPreferredLocale()).isEqualTo(Locale.getDefault());
    }

    private static Identity identity(X509Certificate certificate) {
        return new Identity(
                Optional.of(certificate.getSubjectX500Principal()),
                Set.of("staff"),
                Optional.of(new Presented(List.of(certificate))),
                Optional.empty());
    }

    private record Presented(List<X509Certificate> chain) implements ClientCertificate {
        @Override
        public Optional<CertPathValidatorException> pathFailure() {
            return Optional.empty();
        }
    }
}
