package io.postern.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.KeyOrigin;
import io.postern.internal.testing.RecordedLog;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyFormatsTest {

    private static final Issuer ISSUER = Issuer.withKey("one");
    private static final Issuer OTHER = Issuer.withKey("two");

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.identity");

    @TempDir Path directory;

    static Stream<String> formats() {
        return Stream.of(
                ISSUER.pem(),
                ISSUER.pem().replace("\r", "").replace("\n", "\\n"),
                "who: ann\n" + ISSUER.pem(),
                ISSUER.jwk(),
                " " + Issuer.jwks(OTHER, ISSUER),
                Issuer.part(ISSUER.jwk()),
                Issuer.part(Issuer.jwks(ISSUER)) + "\n",
                "{\"keys\":[{\"kty\":\"new\"},{\"kty\":\"oct\",\"k\":\"AAAA\"},"
                        + ISSUER.jwk()
                        + "]}",
                "{\"keys\":[" + wrongUse(ISSUER.jwk()) + "," + ISSUER.jwk() + "]}");
    }

    private static String wrongUse(String jwk) {
        return jwk.replaceFirst("\\{", "{\"use\":\"enc\",");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_key_is_found(String text) throws Exception {
        assertThat(open(new KeyOrigin.Inline(text)).verify(ISSUER.token()).principal()).isPresent();
    }

    @Test
    void of_a_certificate_the_key_counts() throws Exception {
        X509Bundle bundle =
                new CertificateBuilder()
                        .subject("CN=login")
                        .setIsCertificateAuthority(true)
                        .algorithm(CertificateBuilder.Algorithm.rsa2048)
                        .buildSelfSigned();
        Issuer issuer = new Issuer(bundle.getKeyPair(), "any");
        assertThat(
                        open(new KeyOrigin.Inline(bundle.getCertificatePEM()))
                                .verify(issuer.token())
                                .principal())
                .isPresent();
    }

    static Stream<String[]> flaws() {
        String small = new Issuer(Issuer.rsa(1024), "one").pem();
        String curve = new Issuer(Issuer.ec("secp256r1"), "one").jwk();
        String noKey = "has no public key for RS256, which is RSA with at least 2048 bits";
        return Stream.of(
                new String[] {"", "is unusable: it must be a public key"},
                new String[] {"AAAA", "is unusable"},
                new String[] {"{\"keys\":{}}", "is unusable"},
                new String[] {"{\"keys\":[1]}", "is unusable"},
                new String[] {"{\"keys\":[],\"keys\":[]}", "is unusable"},
                new String[] {"{\"keys\":[]}", noKey},
                new String[] {small, noKey},
                new String[] {curve, noKey},
                new String[] {wrongUse(ISSUER.jwk()), noKey},
                new String[] {ISSUER.privateJwk(), "has a private key in it"},
                new String[] {
                    "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                    "PEM block PRIVATE KEY"
                },
                new String[] {
                    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                    "is broken, or is no RSA"
                },
                new String[] {
                    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                    "CERTIFICATE in it that is broken"
                },
                new String[] {"-----BEGIN PUBLIC KEY-----", "has no complete PEM block"});
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void what_is_no_key_is_refused_without_repeating_it(String text, String problem) {
        assertThatThrownBy(() -> open(new KeyOrigin.Inline(text)))
                .isInstanceOf(IdentityException.class)
                .hasMessageStartingWith("mp.jwt.verify.publickey ")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void a_location_is_a_resource_or_else_a_file() throws Exception {
        Files.writeString(directory.resolve("key.jwk"), ISSUER.jwk());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            thread.setContextClassLoader(application);
            assertThat(open(KeyOrigin.at("classpath:key.jwk"))).isNotNull();
            assertThat(open(KeyOrigin.at("key.jwk"))).isNotNull();
            assertThat(open(KeyOrigin.at(directory.resolve("key.jwk").toString()))).isNotNull();
            assertThatThrownBy(() -> open(KeyOrigin.at("classpath:/none.jwk")))
                    .hasMessageStartingWith("classpath:none.jwk does not exist");
            assertThatThrownBy(() -> open(KeyOrigin.at("none.jwk")))
                    .hasMessageStartingWith("none.jwk does not exist");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void a_file_is_read_again_when_it_has_changed() throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), OTHER.pem());
        AtomicLong nanoTime = new AtomicLong();
        TokenVerifier verifier =
                TokenVerifier.of(
                        Issuer.config(new KeyOrigin.InFile(file)), Issuer.clock(), nanoTime::get);
        Files.writeString(file, ISSUER.pem());
        assertThatThrownBy(() -> verifier.verify(ISSUER.token())).isInstanceOf(TokenRefusal.class);
        nanoTime.addAndGet(ReloadedFile.INTERVAL.toNanos());
        assertThat(verifier.verify(ISSUER.token()).principal()).isPresent();
    }

    @Test
    void without_jose4j_the_dependency_is_named_and_nothing_else_fails() throws Exception {
        URL[] here =
                Arrays.stream(
                                System.getProperty("java.class.path")
                                        .split(java.io.File.pathSeparator))
                        .filter(entry -> !entry.contains("jose4j"))
                        .map(KeyFormatsTest::url)
                        .toArray(URL[]::new);
        try (URLClassLoader without =
                new URLClassLoader(here, ClassLoader.getPlatformClassLoader())) {
            Class<?> probe = without.loadClass(WithoutJose.class.getName());
            assertThat(probe.getMethod("problem").invoke(null))
                    .asString()
                    .contains("add the Maven dependency org.bitbucket.b_c:jose4j");
        }
    }

    /** Runs where jose4j is not. */
    public static final class WithoutJose {

        private WithoutJose() {}

        public static String problem() {
            KeyOrigin origin = new KeyOrigin.Inline("{}");
            try {
                var claims =
                        new io.postern.internal.config.TokenConfig.Claims(
                                "x", java.util.Set.of(), Duration.ZERO, Optional.empty());
                TokenVerifier.of(
                        new io.postern.internal.config.TokenConfig(origin, "RS256", claims, "t"),
                        java.time.Clock.systemUTC());
                return "none";
            } catch (IdentityException e) {
                return e.problem();
            }
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static TokenVerifier open(KeyOrigin origin) throws IdentityException {
        return TokenVerifier.of(Issuer.config(origin), Issuer.clock());
    }
}
