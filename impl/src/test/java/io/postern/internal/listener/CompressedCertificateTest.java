package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslCertificateCompressionAlgorithm;
import io.netty.handler.ssl.OpenSslCertificateCompressionConfig;
import io.netty.handler.ssl.OpenSslCertificateCompressionConfig.AlgorithmMode;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.config.TlsProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that would compress its certificate (RFC 8879), if only the server let it. */
@Timeout(60)
class CompressedCertificateTest {

    @TempDir private Path directory;

    /** Says what it was asked to do. */
    private record Recorded(Queue<String> asked) implements OpenSslCertificateCompressionAlgorithm {

        @Override
        public byte[] compress(SSLEngine engine, byte[] certificate) {
            asked.add("compress");
            return certificate;
        }

        @Override
        public byte[] decompress(SSLEngine engine, int length, byte[] certificate) {
            asked.add("decompress");
            return certificate;
        }

        @Override
        public int algorithmId() {
            return 1;
        }
    }

    private static SslContext context(Pki pki, X509Bundle identity, Queue<String> asked)
            throws Exception {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL_REFCNT)
                .protocols("TLSv1.3")
                .endpointIdentificationAlgorithm(null)
                .trustManager(pki.serverAuthority.getCertificate())
                .keyManager(identity.getKeyPair().getPrivate(), identity.getCertificatePath())
                .option(OpenSslContextOption.CERTIFICATE_COMPRESSION_ALGORITHMS, compression(asked))
                .build();
    }

    private static OpenSslCertificateCompressionConfig compression(Queue<String> asked) {
        return OpenSslCertificateCompressionConfig.newBuilder()
                .addAlgorithm(new Recorded(asked), AlgorithmMode.Both)
                .build();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void neither_side_compresses_and_the_client_is_let_in(TlsProvider engine) throws Exception {
        Pki pki = new Pki(directory);
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        SslContext tls = context(pki, pki.client("CN=alice"), asked);
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (TestListener listener =
                TestListener.open(
                        pki.listener(engine, settings -> settings),
                        List.of(),
                        EchoEndpoint.class)) {
            Channel client = connect(loop, tls, listener);
            client.pipeline().get(SslHandler.class).handshakeFuture().sync();
            client.writeAndFlush(
                            client.alloc().buffer().writeBytes(RawClient.upgradeRequest("/echo/a")))
                    .sync();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(listener.statistics().established()).isOne());
            client.close().sync();
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
            ReferenceCountUtil.release(tls);
        }
        assertThat(asked).isEmpty();
    }

    /** Or else the test above would show nothing. */
    @Test
    void a_server_that_lets_it_does_compress() throws Exception {
        Pki pki = new Pki(directory);
        X509Bundle identity = pki.client("CN=alice");
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        SslContext near = context(pki, identity, asked);
        SslContext far =
                SslContextBuilder.forServer(
                                identity.getKeyPair().getPrivate(), identity.getCertificatePath())
                        .sslProvider(SslProvider.OPENSSL_REFCNT)
                        .clientAuth(ClientAuth.REQUIRE)
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .option(
                                OpenSslContextOption.CERTIFICATE_COMPRESSION_ALGORITHMS,
                                compression(new ConcurrentLinkedQueue<>()))
                        .build();
        EmbeddedChannel client = new EmbeddedChannel(near.newHandler(ByteBufAllocator.DEFAULT));
        EmbeddedChannel server = new EmbeddedChannel(far.newHandler(ByteBufAllocator.DEFAULT));
        try {
            server.writeInbound(client.<Object>readOutbound());
            client.writeInbound(server.<Object>readOutbound());
        } catch (DecoderException untrusted) {
            // The server's certificate need not please, once it has been decompressed.
        } finally {
            client.finishAndReleaseAll();
            server.finishAndReleaseAll();
            ReferenceCountUtil.release(near);
            ReferenceCountUtil.release(far);
        }
        assertThat(asked).contains("decompress");
    }

    private static Channel connect(EventLoopGroup loop, SslContext tls, TestListener listener)
            throws InterruptedException {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                            }
                        })
                .connect("127.0.0.1", listener.port())
                .sync()
                .channel();
    }
}
