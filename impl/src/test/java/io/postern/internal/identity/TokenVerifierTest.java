package io.postern.internal.identity;

import static io.postern.internal.identity.Issuer.NOW;
import static io.postern.internal.identity.Issuer.at;
import static io.postern.internal.identity.Issuer.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.config.KeyOrigin;
import io.postern.internal.endpoint.Identity;
import io.postern.upgrade.TokenPrincipal;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final Issuer ISSUER = Issuer.withKey("one");

    @Test
    void a_token_says_who_its_bearer_is() throws Exception {
        Identity identity =
                verify(
                        "\"upn\":\"ann@example.com\"",
                        "\"groups\":[\"user\",\"admin\",\"user\"]",
                        "\"address\":{\"city\":\"Bern\",\"lines\":[1,null]}");
        TokenPrincipal ann = (TokenPrincipal) identity.principal().orElseThrow();
        assertThat(ann.getName()).isEqualTo("ann@example.com");
        assertThat(identity.roles()).isEqualTo(Set.of("user", "admin"));
        assertThat(identity.certificate()).isEmpty();
        assertThat(ann.claims())
                .containsEntry("sub", "ann")
                .containsEntry("exp", at(600))
                .containsEntry("groups", List.of("user", "admin", "user"));
        assertThat(ann).hasToString("ann@example.com");
    }

    @Test
    void claims_cannot_be_changed() throws Exception {
        TokenPrincipal ann =
                (TokenPrincipal) verify("\"a\":{\"b\":[{}]}").principal().orElseThrow();
        assertThatThrownBy(() -> ann.claims().put("x", 1))
                .isInstanceOf(UnsupportedOperationException.class);
        Map<?, ?> a = (Map<?, ?>) ann.claims().get("a");
        assertThatThrownBy(a::clear).isInstanceOf(UnsupportedOperationException.class);
        List<?> b = (List<?>) a.get("b");
        assertThatThrownBy(b::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void the_identity_ends_when_the_token_would_no_longer_be_accepted() throws Exception {
        Identity.Expiry expiry = verify().expiry().orElseThrow();
        assertThat(expiry.at()).isEqualTo(NOW.plusSeconds(600).plus(Issuer.SKEW));
        assertThat(expiry.left()).isEqualTo(Duration.ofSeconds(630));
        assertThat(expiry.reason()).isEqualTo("the token has expired");
    }

    @Test
    void a_token_without_end_ends_with_the_calendar() throws Exception {
        String token =
                ISSUER.sign(
                        ISSUER.header(),
                        claims().replaceFirst(
                                        "\"exp\":[0-9]+", "\"exp\":" + (Long.MAX_VALUE - 99)));
        assertThat(ISSUER.verifier().verify(token).expiry().orElseThrow().at())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59Z").plus(Issuer.SKEW));
    }

    @Test
    void the_skew_is_allowed_on_both_sides() throws Exception {
        String over = claims().replaceFirst("\"exp\":[0-9]+", "\"exp\":" + at(-29));
        String token = ISSUER.sign(ISSUER.header(), over);
        assertThat(ISSUER.verifier().verify(token).expiry().orElseThrow().left())
                .isEqualTo(Duration.ofSeconds(1));
        String early =
                claims("\"nbf\":" + at(30)).replaceFirst("\"iat\":[0-9]+", "\"iat\":" + at(30));
        assertThat(ISSUER.verifier().verify(ISSUER.sign(ISSUER.header(), early)).principal())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"aud\":\"chat\"", "\"aud\":[\"x\",\"admin\"]"})
    void one_audience_must_match(String audience) throws Exception {
        assertThat(ISSUER.verifier("chat", "admin").verify(ISSUER.token(audience)).principal())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    "upn":"u","preferred_username":"p" | u
                    "preferred_username":"p" | p
                    "upn":null | ann
                    "upn":"CN=Ann, O=Example" | CN=Ann, O=Example
                    """)
    void the_name_is_upn_or_preferred_username_or_sub(String claims, String name) throws Exception {
        assertThat(verify(claims).principal().orElseThrow().getName()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"upn\":\" \"",
                "\"upn\":\"\"",
                "\"upn\":1",
                "\"upn\":[\"a\"]",
                "\"upn\":\"a\\nb\"",
                "\"upn\":\"a\\u0000\"",
                "\"upn\":\"a\\u202eb\""
            })
    void a_name_that_nobody_can_read_is_refused(String claim) {
        assertThatThrownBy(() -> verify(claim))
                .isInstanceOf(TokenRefusal.class)
                .hasMessageStartingWith("has a name (upn) that is blank");
    }

    @Test
    void a_token_of_nobody_is_refused() {
        String token = ISSUER.sign(ISSUER.header(), claims().replace("\"sub\":\"ann\",", ""));
        assertThatThrownBy(() -> ISSUER.verifier().verify(token))
                .isInstanceOf(TokenRefusal.class)
                .hasMessageContaining("does not say whose it is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"groups\":\"admin\"", "\"groups\":[\"a\",1]", "\"groups\":{}"})
    void groups_are_a_list_of_texts(String claim) {
        assertThatThrownBy(() -> verify(claim))
                .isInstanceOf(TokenRefusal.class)
                .hasMessage("has groups that are no list of texts");
    }

    @Test
    void claims_may_be_deep_but_not_too_deep() throws Exception {
        assertThat(verify(deep(60)).principal()).isPresent();
        assertThatThrownBy(() -> verify(deep(70)))
                .isInstanceOf(TokenRefusal.class)
                .hasMessageContaining("nested too deep");
    }

    private static String deep(int levels) {
        return "\"a\":" + "[".repeat(levels) + "]".repeat(levels);
    }

    @Test
    void the_principal_is_a_json_web_token_where_there_is_such_a_type() throws Exception {
        String raw =
                ISSUER.token(
                        "\"aud\":\"chat\"", "\"jti\":\"7\"", "\"groups\":[\"user\"]", "\"n\":1.5");
        JsonWebToken token =
                (JsonWebToken) ISSUER.verifier("chat").verify(raw).principal().orElseThrow();
        assertThat(token.getName()).isEqualTo("ann");
        assertThat(token.getRawToken()).isEqualTo(raw);
        assertThat(token.<String>getClaim("raw_token")).isEqualTo(raw);
        assertThat(token.getIssuer()).isEqualTo(Issuer.NAME);
        assertThat(token.getSubject()).isEqualTo("ann");
        assertThat(token.getTokenID()).isEqualTo("7");
        assertThat(token.getAudience()).isEqualTo(Set.of("chat"));
        assertThat(token.getGroups()).isEqualTo(Set.of("user"));
        assertThat(token.getExpirationTime()).isEqualTo(at(600));
        assertThat(token.getIssuedAtTime()).isEqualTo(at(-60));
        assertThat(token.<Double>claim("n")).contains(1.5);
        assertThat(token.claim("absent")).isEmpty();
        assertThat(token.containsClaim("sub")).isTrue();
        assertThat(token.getClaimNames()).contains("sub", "n").doesNotContain("raw_token");
        assertThat(token.toString()).isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource({
        "ES256, secp256r1, SHA256withECDSAinP1363Format",
        "ES384, secp384r1, SHA384withECDSAinP1363Format",
        "ES512, secp521r1, SHA512withECDSAinP1363Format"
    })
    void tokens_may_be_signed_on_elliptic_curves(String algorithm, String curve, String signature)
            throws Exception {
        accepts(new Issuer(Issuer.ec(curve), "one"), algorithm, signature);
    }

    @Test
    void tokens_may_be_signed_with_edwards_curves() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        accepts(new Issuer(keys, "one"), "EdDSA", "Ed25519");
    }

    private static void accepts(Issuer issuer, String algorithm, String signature)
            throws Exception {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"one\"}";
        for (String key : List.of(issuer.pem(), issuer.jwk())) {
            TokenVerifier verifier =
                    TokenVerifier.of(
                            Issuer.config(new KeyOrigin.Inline(key), algorithm, Optional.empty()),
                            Issuer.clock());
            assertThat(verifier.verify(issuer.signed(header, claims(), signature)).principal())
                    .isPresent();
        }
    }

    private static Identity verify(String... claims) throws Exception {
        return ISSUER.verifier().verify(ISSUER.token(claims));
    }
}
