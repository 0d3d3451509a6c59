package io.postern.internal.identity;

import io.postern.internal.config.KeyOrigin;
import io.postern.internal.config.TokenConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Issues tokens, the wrong ones as well: it signs what it is given, byte by byte.
 *
 * @param keys RSA
 * @param id of the key
 */
record Issuer(KeyPair keys, String id) {

    static final String NAME = "https://login.example";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration SKEW = Duration.ofSeconds(30);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    static Issuer withKey(String id) {
        return new Issuer(rsa(2048), id);
    }

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Wants RS256, this issuer, one of the audiences and no age. */
    static TokenConfig config(KeyOrigin origin, String... audiences) {
        return config(origin, "RS256", Optional.empty(), audiences);
    }

    static TokenConfig config(
            KeyOrigin origin, String algorithm, Optional<Duration> age, String... audiences) {
        TokenConfig.Claims claims = new TokenConfig.Claims(NAME, Set.of(audiences), SKEW, age);
        return new TokenConfig(origin, algorithm, claims, "Bearer");
    }

    static Clock clock() {
        return Clock.fixed(NOW, java.time.ZoneOffset.UTC);
    }

    /** A verifier with this issuer's key in a JWK set. */
    TokenVerifier verifier(String... audiences) throws IdentityException {
        return TokenVerifier.of(config(new KeyOrigin.Inline(jwks(this)), audiences), clock());
    }

    /** A token that everybody accepts, with these claims besides. */
    String token(String... claims) {
        return sign(header(), claims(claims));
    }

    String header() {
        return "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + id + "\"}";
    }

    /** Those without which no token is accepted, and these. */
    static String claims(String... more) {
        return "{"
                + String.join(
                                ",",
                                "\"iss\":\"" + NAME + "\"",
                                "\"sub\":\"ann\"",
                                "\"iat\":" + at(-60),
                                "\"exp\":" + at(600),
                                String.join(",", more))
                        .replaceFirst(",$", "")
                + "}";
    }

    static long at(long seconds) {
        return NOW.getEpochSecond() + seconds;
    }

    /** Signed with RS256, whatever the header says. */
    String sign(String header, String claims) {
        return signed(header, claims, "SHA256withRSA");
    }

    String signed(String header, String claims, String algorithm) {
        try {
            String content = part(header) + "." + part(claims);
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String part(String json) {
        return part(json.getBytes(StandardCharsets.UTF_8));
    }

    static String part(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    String jwk() {
        return json(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    String privateJwk() {
        return json(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
    }

    private String json(JsonWebKey.OutputControlLevel level) {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic());
            key.setPrivateKey(keys.getPrivate());
            key.setKeyId(id);
            return key.toJson(level);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String jwks(Issuer... issuers) {
        return "{\"keys\":["
                + String.join(",", List.of(issuers).stream().map(Issuer::jwk).toList())
                + "]}";
    }
}
