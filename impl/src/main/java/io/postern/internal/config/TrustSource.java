package io.postern.internal.config;

import java.nio.file.Path;
import java.util.Objects;

/** Where the certificates of those who may issue client certificates come from. */
public sealed interface TrustSource {

    /** The configuration keys' common prefix, without the last dot, for messages. */
    String keyPrefix();

    /** A PKCS12 or JKS file with trusted certificates. */
    record InKeyStore(KeyStoreType type, Path path, Secret password, String keyPrefix)
            implements TrustSource {

        public InKeyStore {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(password, "password");
            if (path.toString().isBlank() || keyPrefix.isBlank()) {
                throw new IllegalArgumentException("path and keyPrefix must not be blank");
            }
        }
    }

    /** Certificates as PEM text, in any order. */
    record InPem(PemLocation certs, String keyPrefix) implements TrustSource {

        public InPem {
            Objects.requireNonNull(certs, "certs");
            if (keyPrefix.isBlank()) {
                throw new IllegalArgumentException("keyPrefix must not be blank");
            }
        }
    }
}
