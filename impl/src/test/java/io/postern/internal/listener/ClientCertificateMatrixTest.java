package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of a client's certificate, on the wire: what is counted and what the client hears.
 */
@Timeout(60)
class ClientCertificateMatrixTest {

    @TempDir private Path directory;
    private Pki pki;

    @BeforeEach
    void make_authorities() throws Exception {
        pki = new Pki(directory);
    }

    static Stream<Arguments> connections() {
        return ClientCertificateTest.engines();
    }

    static Stream<Arguments> faults() {
        return Stream.of(FaultyCertificate.values())
                .flatMap(
                        fault ->
                                connections()
                                        .map(on -> Arguments.of(fault, on.get()[0], on.get()[1])));
    }

    private Caller open(TlsProvider engine, String version) throws Exception {
        TestListener listener =
                TestListener.open(
                        pki.listener(engine, settings -> settings),
                        List.of(),
                        ClientCertificateTest.Who.class);
        return new Caller(listener, pki, version);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_certificate_is_refused_that_is(
            FaultyCertificate fault, TlsProvider engine, String version) throws Exception {
        X509Bundle spoiled = fault.issue(pki);
        try (Caller caller = open(engine, version)) {
            Counted counted = Counted.from(caller.listener());
            SSLException told = caller.refusedInHandshake(spoiled, fault.reason);
            assertThat(told).hasMessageEndingWith(alert(fault, engine, version));
            counted.oneRefusal(fault.reason);
        }
    }

    /** The JDK's engine has but one alert for a client's certificate. */
    private static String alert(FaultyCertificate fault, TlsProvider engine, String version) {
        if (engine == TlsProvider.JDK) {
            return "certificate_unknown";
        }
        boolean byBoringSslItself =
                fault == FaultyCertificate.NOT_FOR_SIGNATURES && version.equals("TLSv1.3");
        return byBoringSslItself
                ? "illegal_parameter"
                : fault.alert.name().toLowerCase(Locale.ROOT);
    }

    /** RFC 5280 section 4.2.1.12: a certificate that names no purpose is for all of them. */
    @ParameterizedTest
    @MethodSource("connections")
    void one_without_extended_key_usage_or_for_any_is_accepted(TlsProvider engine, String version)
            throws Exception {
        X509Bundle none = FaultyCertificate.plain().buildIssuedBy(pki.clientAuthority);
        X509Bundle any =
                FaultyCertificate.plain()
                        .addExtendedKeyUsage("2.5.29.37.0")
                        .buildIssuedBy(pki.clientAuthority);
        try (Caller caller = open(engine, version)) {
            assertThat(caller.enter(none)).isEqualTo("CN=alice|2");
            assertThat(caller.enter(any)).isEqualTo("CN=alice|2");
        }
    }

    /** RFC 8446 section 4.4.3, RFC 5246 section 7.4.8; not both engines say so in an alert. */
    @ParameterizedTest
    @MethodSource("connections")
    void a_certificate_is_of_no_use_without_its_key(TlsProvider engine, String version)
            throws Exception {
        X509Certificate stolen = pki.client("CN=alice").getCertificate();
        X509Bundle thief =
                X509Bundle.fromCertificatePath(
                        new X509Certificate[] {stolen},
                        pki.clientAuthority.getCertificate(),
                        FaultyCertificate.keys("EC", 256));
        try (Caller caller = open(engine, version)) {
            Counted counted = Counted.from(caller.listener());
            assertThatThrownBy(() -> caller.enter(thief)).isInstanceOf(IOException.class);
            counted.oneRefusal(RefusalReason.TLS_FAILED);
        }
    }
}
