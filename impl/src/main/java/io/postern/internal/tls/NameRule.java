package io.postern.internal.tls;

import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;

/**
 * Refuses, where it is configured, a client that asks for a server name of no certificate, with the
 * alert {@code unrecognized_name} (RFC 6066 section 3). One that asks for none is refused by the
 * key manager.
 */
final class NameRule {

    private final CertificateSelector certificates;

    NameRule(CertificateSelector certificates) {
        this.certificates = certificates;
    }

    /** Tells a server's engine, before its handshake; the rest of its parameters stay. */
    void apply(SSLEngine engine) {
        if (!certificates.refusing()) {
            return;
        }
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setSNIMatchers(List.of(new Known(certificates)));
        engine.setSSLParameters(parameters);
    }

    private static final class Known extends SNIMatcher {

        private final CertificateSelector certificates;

        Known(CertificateSelector certificates) {
            super(StandardConstants.SNI_HOST_NAME);
            this.certificates = certificates;
        }

        @Override
        public boolean matches(SNIServerName name) {
            return name instanceof SNIHostName host && certificates.knows(host.getAsciiName());
        }
    }
}
