package io.postern.internal.identity;

/** Which type of principal the bearer of a token can have here. */
final class Principals {

    /** Whether the API of MicroProfile JWT is there, of the server's or of the application's. */
    static final boolean HAS_JSON_WEB_TOKEN =
            ClassPath.has("org.eclipse.microprofile.jwt.JsonWebToken");

    private Principals() {}
}
