package io.postern.internal.identity;

import static io.postern.internal.identity.Issuer.at;
import static io.postern.internal.identity.Issuer.claims;
import static io.postern.internal.identity.Issuer.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postern.internal.config.KeyOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that must not be accepted, each for its own reason. */
class TokenAttackTest {

    private static final Issuer ISSUER = Issuer.withKey("one");
    private static final Issuer STRANGER = Issuer.withKey("one");

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack("alg none", unsigned("none") + ".", "is not signed"),
                attack("alg none with a signature", unsigned("none") + ".AAAA", "with RS256"),
                attack("HS256 with the public key", hmac(), "is not signed with RS256"),
                attack("RS512", header("RS512", "SHA512withRSA"), "is not signed with RS256"),
                attack("no alg", sign("{\"kid\":\"one\"}"), "is not signed with RS256"),
                attack("another key", STRANGER.token(), "signature that does not match"),
                attack("changed claims", changed(), "signature that does not match"),
                attack("cut signature", cut(), "signature that does not match"),
                attack("no signature", unsigned("RS256") + ".", "is not signed"),
                attack("crit", sign(with("\"crit\":[\"exp\"]")), "parameter crit"),
                attack("crit b64", sign(with("\"b64\":true,\"crit\":[\"b64\"]")), "parameter "),
                attack("b64", sign(with("\"b64\":false")), "parameter b64"),
                attack("nested", sign(with("\"cty\":\"JWT\"")), "has another token in it"),
                attack("five parts", "a.b.c.d.e", "is encrypted"),
                attack("two parts", "a.b", "is no JSON Web Token"),
                attack("garbage", "garbage", "is no JSON Web Token"),
                attack("garbage in parts", "a.b.c", "is malformed"),
                attack("no Base64", "{}.{}.{}", "is malformed"),
                attack("header of a list", part("[]") + ".e30.AAAA", "is malformed"),
                attack("alg of a list", part("{\"alg\":[]}") + ".e30.AAAA", "malformed"),
                attack("kid of a number", sign("{\"alg\":\"RS256\",\"kid\":1}"), "is malformed"),
                attack("deep header", part("[".repeat(5000)) + ".e30.AAAA", "is malformed"),
                attack("over-long", "a".repeat(8193), "is longer than 8192 characters"),
                attack("empty", "", "is no JSON Web Token"),
                attack("alg twice", sign(twice()), "is malformed"),
                attack("exp twice", claim("\"exp\":" + at(9000)), "one claim twice"),
                attack("claims of a list", ISSUER.sign(ISSUER.header(), "[]"), "no JSON object"),
                attack("unknown kid", sign("{\"alg\":\"RS256\",\"kid\":\"x\"}"), "names a key"),
                attack("expired", only("\"exp\":" + at(-30)), "has expired"),
                attack("no exp", only("\"iat\":1"), "does not say when it expires"),
                attack("exp null", only("\"exp\":null"), "does not say when it expires"),
                attack("exp of a text", only("\"exp\":\"" + at(9) + "\""), "wrong type"),
                attack("not yet valid", claim("\"nbf\":" + at(31)), "is not valid yet"),
                attack("of the future", future(), "was issued in the future"),
                attack("another issuer", ofIssuer("https://login.example/"), "another issuer"),
                attack("no issuer", noIssuer(), "does not say who issued it"),
                attack("no audience", ISSUER.token(), "does not say for whom"),
                attack("another audience", claim("\"aud\":[\"billing\"]"), "for somebody else"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void is_refused(String name, String token, String reason) throws Exception {
        TokenRefusal refusal = refusal(ISSUER.verifier("chat"), token);
        assertThat(refusal).hasMessageContaining(reason).hasNoCause();
        assertThat(refusal.isUnavailable()).isFalse();
        assertThat(refusal.getMessage())
                .doesNotContain("login.example", "billing", "ann", "eyJ", Long.toString(at(-30)));
    }

    @Test
    void a_key_may_not_be_there_twice() throws Exception {
        TokenVerifier verifier = verifier(Issuer.jwks(ISSUER, STRANGER));
        assertThat(refusal(verifier, ISSUER.token())).hasMessageContaining("more than once");
    }

    @Test
    void a_token_without_kid_is_refused_where_several_keys_may_have_signed_it() throws Exception {
        String token = ISSUER.sign("{\"alg\":\"RS256\"}", claims());
        TokenVerifier verifier = verifier(Issuer.jwks(ISSUER, Issuer.withKey("two")));
        assertThat(refusal(verifier, token)).hasMessageContaining("names no key");
        assertThat(ISSUER.verifier().verify(token).principal()).isPresent();
    }

    @Test
    void a_token_may_be_too_old() throws Exception {
        KeyOrigin key = new KeyOrigin.Inline(ISSUER.pem());
        TokenVerifier verifier =
                TokenVerifier.of(
                        Issuer.config(key, "RS256", Optional.of(Duration.ofSeconds(29))),
                        Issuer.clock());
        assertThat(refusal(verifier, ISSUER.token())).hasMessageContaining("is older than");
        assertThat(refusal(verifier, only("\"exp\":" + at(9))))
                .hasMessageContaining("does not say when it was issued");
        TokenVerifier patient =
                TokenVerifier.of(
                        Issuer.config(key, "RS256", Optional.of(Duration.ofSeconds(30))),
                        Issuer.clock());
        assertThat(patient.verify(ISSUER.token()).principal()).isPresent();
    }

    @Test
    void a_wrong_clock_refuses_every_token() throws Exception {
        KeyOrigin key = new KeyOrigin.Inline(ISSUER.pem());
        for (long hours : new long[] {-1, 1}) {
            Clock wrong = Clock.offset(Issuer.clock(), Duration.ofHours(hours));
            TokenVerifier verifier = TokenVerifier.of(Issuer.config(key), wrong);
            assertThat(refusal(verifier, ISSUER.token()))
                    .hasMessageContaining(hours < 0 ? "in the future" : "has expired");
        }
    }

    private static Arguments attack(String name, String token, String reason) {
        return Arguments.of(name, token, reason);
    }

    private static TokenVerifier verifier(String keys) throws IdentityException {
        return TokenVerifier.of(Issuer.config(new KeyOrigin.Inline(keys)), Issuer.clock());
    }

    private static TokenRefusal refusal(TokenVerifier verifier, String token) {
        return catchThrowableOfType(TokenRefusal.class, () -> verifier.verify(token));
    }

    private static String sign(String header) {
        return ISSUER.sign(header, claims("\"aud\":\"chat\""));
    }

    private static String with(String parameter) {
        return ISSUER.header().replaceFirst("}$", "," + parameter + "}");
    }

    private static String twice() {
        return "{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"one\"}";
    }

    private static String header(String algorithm, String signature) {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"one\"}";
        return ISSUER.signed(header, claims("\"aud\":\"chat\""), signature);
    }

    private static String unsigned(String algorithm) {
        return part("{\"alg\":\"" + algorithm + "\"}") + "." + part(claims("\"aud\":\"chat\""));
    }

    private static String claim(String claim) {
        return ISSUER.token(claim.startsWith("\"aud\"") ? claim : "\"aud\":\"chat\"," + claim);
    }

    private static String only(String claim) {
        return ofIssuer(Issuer.NAME, claim);
    }

    private static String ofIssuer(String issuer) {
        return ofIssuer(issuer, "\"exp\":" + at(600));
    }

    private static String ofIssuer(String issuer, String claim) {
        return ISSUER.sign(
                ISSUER.header(),
                "{\"iss\":\"" + issuer + "\",\"sub\":\"ann\",\"aud\":\"chat\"," + claim + "}");
    }

    private static String noIssuer() {
        return ISSUER.sign(
                ISSUER.header(), "{\"sub\":\"ann\",\"aud\":\"chat\",\"exp\":" + at(600) + "}");
    }

    private static String future() {
        return only("\"exp\":" + at(600) + ",\"iat\":" + at(31));
    }

    private static String changed() {
        String[] parts = claim("\"groups\":[\"user\"]").split("\\.");
        return parts[0]
                + "."
                + part(claims("\"aud\":\"chat\",\"groups\":[\"admin\"]"))
                + "."
                + parts[2];
    }

    private static String cut() {
        String token = claim("\"aud\":\"chat\"");
        return token.substring(0, token.length() - 8);
    }

    /** As if the published key were a shared secret. */
    private static String hmac() {
        try {
            String content =
                    part("{\"alg\":\"HS256\",\"kid\":\"one\"}")
                            + "."
                            + part(claims("\"aud\":\"chat\""));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ISSUER.keys().getPublic().getEncoded(), "HmacSHA256"));
            return content + "." + part(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
