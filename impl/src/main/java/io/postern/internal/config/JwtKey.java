package io.postern.internal.config;

/**
 * The configuration keys of MicroProfile JWT 2.1, chapter 9, that say how a bearer token is
 * verified. They hold for all listeners together, and are read only where one of them takes tokens.
 * Which header a token comes in is not theirs to say: {@code wss.identity.sources} does.
 */
enum JwtKey implements Key {
    /** The public key: PEM, JWK or JWK set; excludes the location. */
    PUBLIC_KEY("mp.jwt.verify.publickey"),
    /** Where the public key is. */
    LOCATION("mp.jwt.verify.publickey.location"),
    /** The one signature algorithm; RS256 without it. */
    ALGORITHM("mp.jwt.verify.publickey.algorithm"),
    /** Who must have issued the token. */
    ISSUER("mp.jwt.verify.issuer"),
    /** For whom it may have been issued. */
    AUDIENCES("mp.jwt.verify.audiences"),
    /** By how many seconds the clocks may differ; 60 without it. */
    CLOCK_SKEW("mp.jwt.verify.clock.skew"),
    /** How many seconds after its issue a token is taken; no limit without it. */
    TOKEN_AGE("mp.jwt.verify.token.age"),
    /** The name of the cookie; Bearer without it. */
    COOKIE("mp.jwt.token.cookie"),
    /** Refused: encrypted tokens are not supported. */
    DECRYPT_LOCATION("mp.jwt.decrypt.key.location"),
    /** Refused: encrypted tokens are not supported. */
    DECRYPT_ALGORITHM("mp.jwt.decrypt.key.algorithm");

    private final String key;

    JwtKey(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
