package io.postern.internal.config;

/** The protocol versions that can be configured; older ones are broken (RFC 8996). */
public enum TlsVersion {
    TLS_1_3("TLSv1.3"),
    TLS_1_2("TLSv1.2");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /** The name that the JDK has for it. */
    public String protocol() {
        return protocol;
    }
}
