package io.postern.internal.tls;

import io.postern.internal.config.PrincipalSource;
import java.security.Principal;

/**
 * Who a client is, by a part of its certificate.
 *
 * @param source the part; the same text in another part is somebody else
 * @param name the text as the certificate has it
 */
record CertificatePrincipal(PrincipalSource source, String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }

    /** The name, escaped. */
    @Override
    public String toString() {
        return Printable.of(name);
    }
}
