package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a request knows of a client that presents a certificate, with each TLS engine. */
class PeerCertificatesTest {

    private static final char[] NO_PASSWORD = new char[0];

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<Channel> accepted = new CompletableFuture<>();
    private final CompletableFuture<Peer> peer = new CompletableFuture<>();
    private X509Bundle authority;
    private X509Bundle server;
    private X509Bundle client;

    @BeforeEach
    void certificates() throws Exception {
        authority =
                new CertificateBuilder()
                        .subject("CN=authority")
                        .ecp256()
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
        server = new CertificateBuilder().subject("CN=server").ecp256().buildIssuedBy(authority);
        client = new CertificateBuilder().subject("CN=client").ecp256().buildIssuedBy(authority);
    }

    @AfterEach
    void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL_REFCNT", "JDK"})
    void the_chain_is_the_one_that_the_client_presented(SslProvider engine) throws Exception {
        Peer found = connect(engine, clientTls(client));
        assertThat(found.certificates().get(0)).isEqualTo(client.getCertificate());
        assertThat(found.certificates())
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .startsWith("CN=client");
        assertThat(found.remote()).isInstanceOf(InetSocketAddress.class);
        assertThat(((InetSocketAddress) found.remote()).getAddress().isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL_REFCNT", "JDK"})
    void a_client_that_presents_none_has_none(SslProvider engine) throws Exception {
        assertThat(connect(engine, clientTls(null)).certificates()).isEmpty();
    }

    private Peer connect(SslProvider engine, SSLContext tls) throws Exception {
        SslContext context =
                SslContextBuilder.forServer(
                                server.getKeyPair().getPrivate(), server.getCertificate())
                        .sslProvider(engine)
                        .clientAuth(ClientAuth.OPTIONAL)
                        .trustManager(authority.getCertificate())
                        .build();
        Channel listening = listen(context);
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket()) {
            socket.connect(listening.localAddress(), 10_000);
            socket.getOutputStream().write("any".getBytes(StandardCharsets.US_ASCII));
            return peer.get(10, TimeUnit.SECONDS);
        } finally {
            listening.close().sync();
            accepted.join().close().sync();
            loops.submit(() -> ReferenceCountUtil.release(context)).sync();
        }
    }

    private Channel listen(SslContext context) throws InterruptedException {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                accepted.complete(channel);
                                SslHandler tls = context.newHandler(channel.alloc());
                                channel.pipeline().addLast(tls);
                                tls.handshakeFuture()
                                        .addListener(done -> peer.complete(Peer.of(channel)));
                            }
                        })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    private SSLContext clientTls(X509Bundle identity) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.getCertificate());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (identity != null) {
            List<X509Certificate> chain =
                    List.of(identity.getCertificate(), authority.getCertificate());
            own.setKeyEntry(
                    "client",
                    identity.getKeyPair().getPrivate(),
                    NO_PASSWORD,
                    chain.toArray(new Certificate[0]));
        }
        keys.init(own, NO_PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }
}
