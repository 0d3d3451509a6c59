package io.postern.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.UnmatchedName;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A server with several certificates, and clients that ask for names. */
final class NamedHandshake implements AutoCloseable {

    private final SslContext context;
    private final NameRule rule;

    NamedHandshake(TlsProvider engine, UnmatchedName unmatched, TlsMaterial... certificates)
            throws SSLException {
        CertificateSelector selector = new CertificateSelector(List.of(certificates), unmatched);
        rule = new NameRule(selector);
        context =
                (engine == TlsProvider.OPENSSL
                                ? BoringSslKeys.forServer(selector, Optional.empty())
                                        .sslProvider(SslProvider.OPENSSL_REFCNT)
                                : SslContextBuilder.forServer(new SelectingKeyManager(selector))
                                        .sslProvider(SslProvider.JDK))
                        .build();
    }

    /**
     * What a client offers.
     *
     * @param name that it asks for, if any
     * @param without the kind of signature that it cannot verify, such as ECDSA
     */
    record Client(String protocol, @Nullable String name, String without, List<String> suites) {

        Client(String protocol, @Nullable String name) {
            this(protocol, name, "NOTHING", List.of());
        }

        Client without(String kind) {
            return new Client(protocol, name, kind, suites);
        }

        Client onlyWith(String... offered) {
            return new Client(protocol, name, without, List.of(offered));
        }
    }

    /** The alert of a server that has no certificate for a client; Netty leaves no choice here. */
    static String noCertificate(TlsProvider engine) {
        return engine == TlsProvider.OPENSSL ? "internal_error" : "handshake_failure";
    }

    SSLEngine newEngine() {
        SSLEngine engine = context.newEngine(ByteBufAllocator.DEFAULT);
        rule.apply(engine);
        return engine;
    }

    /** What the server answers to these bytes. */
    byte[] answer(byte[] hello) {
        EmbeddedChannel server = channel(newEngine());
        try {
            server.writeInbound(Unpooled.wrappedBuffer(hello));
            ByteBuf all = Unpooled.buffer();
            for (ByteBuf next = server.readOutbound(); next != null; next = server.readOutbound()) {
                all.writeBytes(next);
                next.release();
            }
            return ByteBufUtil.getBytes(all);
        } finally {
            server.finishAndReleaseAll();
        }
    }

    /** The certificate that the client gets. */
    X509Certificate connect(Client client) throws Exception {
        SslContext offered = clientContext(client);
        SSLEngine engine = offered.newEngine(ByteBufAllocator.DEFAULT);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(names(client));
        parameters.setAlgorithmConstraints(new Without(client.without()));
        engine.setSSLParameters(parameters);
        EmbeddedChannel near = channel(engine);
        Future<Channel> handshake = near.pipeline().get(SslHandler.class).handshakeFuture();
        EmbeddedChannel far = channel(newEngine());
        try {
            boolean talking = true;
            while (talking) {
                talking = TlsPeer.carry(near, far) | TlsPeer.carry(far, near);
            }
            handshake.syncUninterruptibly();
            return (X509Certificate) engine.getSession().getPeerCertificates()[0];
        } finally {
            near.finishAndReleaseAll();
            far.finishAndReleaseAll();
            ReferenceCountUtil.release(offered);
        }
    }

    private static SslContext clientContext(Client client) throws SSLException {
        SslContextBuilder builder =
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .endpointIdentificationAlgorithm(null)
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .protocols(client.protocol());
        return client.suites().isEmpty()
                ? builder.build()
                : builder.ciphers(client.suites()).build();
    }

    private static List<SNIServerName> names(Client client) {
        return client.name() == null ? List.of() : List.of(new SNIHostName(client.name()));
    }

    private static EmbeddedChannel channel(SSLEngine engine) {
        return new EmbeddedChannel(new SslHandler(engine), new TlsPeer.IgnoredFaults());
    }

    @Override
    public void close() {
        ReferenceCountUtil.release(context);
    }

    /** Makes the JDK's client leave one kind of signature out of its offer. */
    private record Without(String kind) implements AlgorithmConstraints {

        private boolean permits(String algorithm) {
            return !algorithm.toUpperCase(Locale.ROOT).contains(kind);
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives,
                String algorithm,
                @Nullable AlgorithmParameters parameters) {
            return permits(algorithm);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives,
                String algorithm,
                Key key,
                @Nullable AlgorithmParameters parameters) {
            return permits(algorithm);
        }
    }
}
