package io.postern.internal.tls;

import io.netty.buffer.ByteBufAllocator;
import javax.net.ssl.SSLEngine;

/** Makes the TLS engines of connections, all with the same keys and rules. */
interface Engines extends AutoCloseable {

    /** A server's engine for one connection; whoever takes it releases it. */
    SSLEngine newEngine(ByteBufAllocator allocator);

    /** Whether clients get what is stapled to the certificates. */
    boolean isStapling();

    /** In words, for the log. */
    String description();

    /** Gives up what is held outside of Java, when no connection uses it any more. */
    @Override
    void close();
}
