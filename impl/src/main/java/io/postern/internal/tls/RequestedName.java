package io.postern.internal.tls;

import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The server name that a client asked for (RFC 6066 section 3). */
final class RequestedName {

    /** Stands for what cannot be a host name: no certificate and no Host header has it. */
    static final String INVALID = "";

    private RequestedName() {}

    /** In lower case; empty for none, {@link #INVALID} for what is none. */
    static Optional<String> of(@Nullable SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        try {
            return extended.getRequestedServerNames().stream()
                    .filter(SNIHostName.class::isInstance)
                    .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            // BoringSSL, unlike the JDK, lets anything pass; Netty finds out only now.
            return Optional.of(INVALID);
        }
    }
}
