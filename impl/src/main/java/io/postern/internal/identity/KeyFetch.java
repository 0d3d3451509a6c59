package io.postern.internal.identity;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * Fetches keys over http or https, with the trust store of the Java runtime.
 *
 * @param uri where they are
 * @param parser which knows what they must be
 */
record KeyFetch(URI uri, KeyParser parser) {

    static final int MAX_SIZE = 1 << 20;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int CHUNK = 8192;

    /**
     * Blocks for 15 seconds at most: 5 to connect, 5 for the first byte, 5 for the rest.
     *
     * @throws IdentityException when they cannot be had or used
     */
    VerificationKeys now() throws IdentityException {
        return parser.parse(text());
    }

    /** For messages. */
    String place() {
        return parser.place();
    }

    private String text() throws IdentityException {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) TIMEOUT.toMillis());
            connection.setReadTimeout((int) TIMEOUT.toMillis());
            // keys come from where the owner said, and from nowhere else
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setRequestProperty(
                    "Accept", "application/jwk-set+json, application/json, */*;q=0.5");
            try {
                return body(connection);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw problem("cannot be asked: " + e);
        }
    }

    private String body(HttpURLConnection connection) throws IOException, IdentityException {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw problem("answered with HTTP status " + status);
        }
        try (InputStream in = connection.getInputStream()) {
            return new String(read(in), StandardCharsets.UTF_8);
        }
    }

    /** A server that sends byte by byte must not hold a thread for long. */
    private byte[] read(InputStream in) throws IOException, IdentityException {
        long started = System.nanoTime();
        byte[] content = new byte[CHUNK];
        int length = 0;
        for (int n = in.read(content);
                n >= 0;
                n = in.read(content, length, content.length - length)) {
            length += n;
            if (length > MAX_SIZE) {
                throw problem("sent more than " + MAX_SIZE + " bytes");
            }
            if (System.nanoTime() - started > TIMEOUT.toNanos()) {
                throw problem("had not sent everything after " + TIMEOUT.toSeconds() + " s");
            }
            if (length == content.length) {
                content = Arrays.copyOf(content, 2 * length);
            }
        }
        return Arrays.copyOf(content, length);
    }

    private IdentityException problem(String what) {
        return new IdentityException(place() + " " + what);
    }
}
