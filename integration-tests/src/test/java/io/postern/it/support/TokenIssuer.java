package io.postern.it.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Issues bearer tokens, with a key of its own. */
public final class TokenIssuer {

    /** The claim {@code iss}. */
    public static final String NAME = "https://login.example";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final RsaJsonWebKey key;

    private TokenIssuer(RsaJsonWebKey key) {
        this.key = key;
    }

    /** Makes a key. */
    public static TokenIssuer create() {
        try {
            return new TokenIssuer(RsaJwkGenerator.generateJwk(2048));
        } catch (JoseException e) {
            throw new IllegalStateException("no key could be made", e);
        }
    }

    /** The public key, as {@code mp.jwt.verify.publickey} takes it. */
    public String publicKey() {
        return key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /**
     * Signs a token.
     *
     * @param minutes for which it is valid; below 0, for which it has been invalid
     */
    public String token(String name, int minutes, String... groups) {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setPayload(claims(name, minutes, groups));
            token.setKey(key.getPrivateKey());
            token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("no token could be made", e);
        }
    }

    /** One that nobody has signed. */
    public String unsigned(String name, String... groups) {
        String header =
                BASE64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        byte[] claims = claims(name, 10, groups).getBytes(StandardCharsets.UTF_8);
        return header + "." + BASE64.encodeToString(claims) + ".";
    }

    private static String claims(String name, int minutes, String... groups) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(NAME);
        claims.setSubject("subject of " + name);
        claims.setStringClaim("upn", name);
        claims.setStringListClaim("groups", List.of(groups));
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        return claims.toJson();
    }
}
