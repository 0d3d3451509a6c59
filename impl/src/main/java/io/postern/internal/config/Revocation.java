package io.postern.internal.config;

import java.net.URI;
import java.nio.file.Path;

/**
 * How it is found out that a client certificate has been revoked: {@code wss.tls.revocation}. What
 * cannot be found out refuses the client.
 */
public sealed interface Revocation {

    /** Not at all. */
    record None() implements Revocation {}

    /**
     * By lists (RFC 5280 section 5) that someone else keeps up to date.
     *
     * @param path a file with one or more lists, DER or PEM; or a directory, all of whose files are
     *     such
     */
    record Crl(Path path) implements Revocation {

        public Crl {
            if (path.toString().isBlank()) {
                throw new IllegalArgumentException("path must not be empty");
            }
        }
    }

    /**
     * By asking (RFC 6960).
     *
     * @param responder the only address that is ever asked, whatever a certificate says; http or
     *     https, because an answer has a signature of its own
     */
    record Ocsp(URI responder) implements Revocation {

        static final String RESPONDER_RULE =
                "an http or https URI such as http://ocsp.example.com/, with a host, without user"
                        + " info and without a fragment";

        public Ocsp {
            if (!isResponder(responder)) {
                throw new IllegalArgumentException("responder must be " + RESPONDER_RULE);
            }
        }

        static boolean isResponder(URI uri) {
            boolean http = "http".equalsIgnoreCase(uri.getScheme());
            return (http || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() != 0
                    && IntRange.PORT.contains(Math.max(uri.getPort(), 0));
        }
    }
}
