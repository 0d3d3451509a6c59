package io.postern.internal.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where the public keys are that verify tokens: each a PEM, a JWK or a JWK set. */
public sealed interface KeyOrigin {

    /** What a message calls it; without credentials. */
    String place();

    /** The configured value itself. */
    record Inline(String text) implements KeyOrigin {

        @Override
        public String place() {
            return JwtKey.PUBLIC_KEY.key();
        }

        /** Without the text: somebody may have configured a private key. */
        @Override
        public String toString() {
            return "Inline";
        }
    }

    /**
     * A resource of the application.
     *
     * @param name without a slash at its beginning
     * @param otherwise the file that is meant where there is no such resource: the value may be
     *     either
     */
    record InClassPath(String name, Optional<Path> otherwise) implements KeyOrigin {

        @Override
        public String place() {
            return otherwise.map(Path::toString).orElse(PemMaterial.CLASS_PATH + name);
        }
    }

    /** A file; a relative path counts from the server's working directory. */
    record InFile(Path path) implements KeyOrigin {

        @Override
        public String place() {
            return path.toString();
        }
    }

    /** An http or https URI, mostly of a JWK set. */
    record AtUri(URI uri) implements KeyOrigin {

        /** Without the query, which may hold a key of the issuer's. */
        @Override
        public String place() {
            return Redaction.printable(uri.toString().replaceFirst("\\?.*", ""));
        }
    }

    /**
     * From the value of {@code mp.jwt.verify.publickey.location} (MicroProfile JWT 2.1 section
     * 9.2.3). Without a scheme it is a resource of the application, or a file where there is none.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static KeyOrigin at(String location) {
        if (location.startsWith(PemMaterial.CLASS_PATH)) {
            String name = location.substring(PemMaterial.CLASS_PATH.length());
            return new InClassPath(resource(name), Optional.empty());
        }
        int colon = location.indexOf(':');
        String scheme = colon < 0 ? "" : location.substring(0, colon).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> new AtUri(uri(location));
            case "file" -> new InFile(file(location));
            default -> path(location);
        };
    }

    private static KeyOrigin path(String location) {
        if (location.contains("://") || location.startsWith("jar:")) {
            throw new IllegalArgumentException(
                    "must be an http, https or file URL, classpath: and the name of a resource, or"
                            + " the path of a resource or file");
        }
        Path path = ValueConverters.file(location);
        return new InClassPath(resource(location), Optional.of(path));
    }

    private static String resource(String name) {
        String plain = name.replaceFirst("^/+", "");
        if (plain.isBlank()) {
            throw new IllegalArgumentException("must name a resource or a file");
        }
        return plain;
    }

    private static Path file(String location) {
        try {
            return Path.of(new URI(location));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IllegalArgumentException(
                    "must have the form file:///absolute/path, with %20 for a space", e);
        }
    }

    private static URI uri(String location) {
        try {
            URI uri = new URI(location);
            if (Revocation.Ocsp.isResponder(uri)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // its message repeats the text, which may have a password in it
        }
        throw new IllegalArgumentException(
                "must be an http or https URI such as https://login.example.com/jwks, with a host,"
                        + " without user info and without a fragment");
    }
}
