package io.postern.internal.config;

/** The TLS engine. */
public enum TlsProvider {
    /** {@link #OPENSSL} where its native library loads, else {@link #JDK}. */
    AUTO,
    /** BoringSSL through netty-tcnative; the listener does not open where it cannot load. */
    OPENSSL,
    /** The engine of the Java runtime. */
    JDK
}
