package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.UnmatchedName;
import io.postern.internal.tls.NamedHandshake.Client;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which certificate clients get, on both engines, in both versions of TLS. */
class CertificateChoiceTest {

    private static final Map<TlsProvider, NamedHandshake> SERVERS =
            new EnumMap<>(TlsProvider.class);

    private static TlsMaterial first;
    private static TlsMaterial both;
    private static TlsMaterial bothRsa;
    private static TlsMaterial exact;
    private static TlsMaterial wildcardRsa;
    private static TlsMaterial edwards;

    @BeforeAll
    static void open_servers() throws Exception {
        first = NamedCertificate.of(Algorithm.ecp256, "first.example");
        both = NamedCertificate.of(Algorithm.ecp256, "both.example");
        bothRsa = NamedCertificate.of(Algorithm.rsa2048, "both.example");
        exact = NamedCertificate.of(Algorithm.rsa2048, "a.example.com");
        wildcardRsa = NamedCertificate.of(Algorithm.rsa2048, "*.example.com");
        edwards = NamedCertificate.of(Algorithm.ed25519, "ed.example");
        for (TlsProvider engine : new TlsProvider[] {TlsProvider.OPENSSL, TlsProvider.JDK}) {
            SERVERS.put(
                    engine,
                    new NamedHandshake(
                            engine,
                            UnmatchedName.DEFAULT,
                            first,
                            wildcardRsa,
                            bothRsa,
                            both,
                            exact,
                            edwards));
        }
    }

    @AfterAll
    static void close_servers() {
        SERVERS.values().forEach(NamedHandshake::close);
    }

    static Stream<Arguments> connections() {
        return Stream.of(TlsProvider.OPENSSL, TlsProvider.JDK)
                .flatMap(
                        engine ->
                                Stream.of("TLSv1.3", "TLSv1.2")
                                        .map(version -> Arguments.of(engine, version)));
    }

    private static void assertChosen(TlsProvider engine, Client client, TlsMaterial expected)
            throws Exception {
        assertThat(SERVERS.get(engine).connect(client))
                .as("%s", client)
                .isEqualTo(expected.certificate());
    }

    @ParameterizedTest
    @MethodSource("connections")
    void by_name(TlsProvider engine, String protocol) throws Exception {
        assertChosen(engine, new Client(protocol, "a.example.com"), exact);
        assertChosen(engine, new Client(protocol, "A.Example.COM"), exact);
        assertChosen(engine, new Client(protocol, "b.example.com"), wildcardRsa);
        assertChosen(engine, new Client(protocol, "ed.example"), edwards);
    }

    @ParameterizedTest
    @MethodSource("connections")
    void the_first_for_other_names_and_for_none(TlsProvider engine, String protocol)
            throws Exception {
        assertChosen(engine, new Client(protocol, "other.example"), first);
        assertChosen(engine, new Client(protocol, "a.b.example.com"), first);
        assertChosen(engine, new Client(protocol, "common.example"), first);
        assertChosen(engine, new Client(protocol, null), first);
    }

    @ParameterizedTest
    @MethodSource("connections")
    void by_the_signatures_that_the_client_can_verify(TlsProvider engine, String protocol)
            throws Exception {
        Client client = new Client(protocol, "both.example");
        assertChosen(engine, client, both);
        assertChosen(engine, client.without("ECDSA"), bothRsa);
        assertChosen(engine, client.without("RSA"), both);
    }

    @ParameterizedTest
    @MethodSource("connections")
    void none_where_the_client_could_not_verify_any_for_its_name(
            TlsProvider engine, String protocol) {
        assertThatThrownBy(
                        () ->
                                SERVERS.get(engine)
                                        .connect(
                                                new Client(protocol, "a.example.com")
                                                        .without("RSA")))
                .hasMessageContaining(NamedHandshake.noCertificate(engine));
    }

    @Test
    void by_the_suites_of_tls_1_2_where_the_engine_tells_them() throws Exception {
        Client client = new Client("TLSv1.2", "both.example");
        assertChosen(
                TlsProvider.JDK, client.onlyWith("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"), bothRsa);
        assertChosen(
                TlsProvider.JDK, client.onlyWith("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"), both);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void five_hundred_names_under_one_wildcard(TlsProvider engine) throws Exception {
        String certificate = text(wildcardRsa.certificate().getEncoded());
        String name = "n0000.example.com";
        String hello = text(RawHello.withName("TLSv1.2", name.getBytes(ISO_8859_1)));
        for (int i = 0; i < 500; i++) {
            String other = hello.replace(name, String.format("n%04d.example.com", i));
            assertThat(text(SERVERS.get(engine).answer(other.getBytes(ISO_8859_1))))
                    .contains(certificate);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
