package io.postern.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/** The client's end of a connection, and the wire between it and a {@link TlsChannel}. */
final class TlsPeer implements AutoCloseable {

    final EmbeddedChannel channel;
    private final SslContext context;

    /** What goes wrong at this end does not concern the tests of the other. */
    static final class IgnoredFaults extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ignoredContext, Throwable ignored) {
            // The handshake's future tells as well.
        }
    }

    private TlsPeer(SslContextBuilder builder) throws SSLException {
        context = builder.build();
        channel =
                new EmbeddedChannel(
                        context.newHandler(ByteBufAllocator.DEFAULT), new IgnoredFaults());
    }

    /** Speaks the JDK's TLS in one version. */
    static TlsPeer jdk(String protocol, X509Certificate trusted) throws SSLException {
        return new TlsPeer(
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .endpointIdentificationAlgorithm(null)
                        .trustManager(trusted)
                        .protocols(protocol));
    }

    /** Speaks an old version, or a weak cipher suite, that the JDK would refuse to offer. */
    static TlsPeer outdated(String protocol, String cipherSuite, X509Certificate trusted)
            throws SSLException {
        return new TlsPeer(
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.OPENSSL_REFCNT)
                        .endpointIdentificationAlgorithm(null)
                        .trustManager(trusted)
                        .protocols(protocol)
                        .ciphers(List.of(cipherSuite)));
    }

    /** Speaks BoringSSL's TLS and offers these groups alone. */
    static TlsPeer withGroups(X509Certificate trusted, String... groups) throws SSLException {
        return new TlsPeer(
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.OPENSSL_REFCNT)
                        .endpointIdentificationAlgorithm(null)
                        .trustManager(trusted)
                        .option(OpenSslContextOption.GROUPS, groups));
    }

    /** Sends the ClientHello, and nothing more. */
    void greet(TlsChannel server) {
        carry(channel, server.channel);
    }

    /** Carries bytes to and fro until neither end has anything to say. */
    void talkTo(TlsChannel server) {
        boolean talking = true;
        while (talking) {
            talking = carry(channel, server.channel) | carry(server.channel, channel);
        }
    }

    /** Carries what one end has to say to the other; whether there was anything. */
    static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
        from.runPendingTasks();
        boolean any = false;
        for (ByteBuf next = from.readOutbound(); next != null; next = from.readOutbound()) {
            any = true;
            deliver(next, to);
        }
        return any;
    }

    /** Delivers also what makes the other end close. */
    private static void deliver(ByteBuf bytes, EmbeddedChannel to) {
        if (!to.isOpen()) {
            bytes.release();
            return;
        }
        to.writeOneInbound(bytes);
        if (to.isOpen()) {
            to.flushInbound();
        }
    }

    @Override
    public void close() {
        try {
            channel.finishAndReleaseAll();
        } finally {
            ReferenceCountUtil.release(context);
        }
    }
}
