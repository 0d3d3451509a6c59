package io.postern.internal.config;

import java.nio.file.Path;

/**
 * A self-signed certificate for development ({@code wss.tls.self-signed=true}).
 *
 * @param directory where the certificate and its key are kept between starts
 */
public record SelfSigned(Path directory) implements KeySource {

    public SelfSigned {
        if (directory.toString().isBlank()) {
            throw new IllegalArgumentException("directory must not be empty");
        }
    }
}
