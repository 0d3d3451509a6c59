package io.postern.internal.tls;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Speaks HTTP (RFC 6960 appendix A) with one OCSP responder, directly, whatever proxy the JVM
 * knows; follows no redirect; uses a new connection each time. TLS is the JDK's, so that no native
 * code is entered.
 *
 * <p>Threads: whoever asks waits; the connections are served by one thread of the client's own. It
 * also looks up the responder's name, which can keep it longer than a deadline, but not those who
 * ask.
 */
final class OcspClient implements AutoCloseable {

    /** Bytes; a response with a certificate chain in it takes a tenth of them. */
    static final int MAX_RESPONSE = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI responder;
    private final Optional<SSLContext> tls;
    private final OwnedThreads threads = new OwnedThreads("postern-ocsp-");
    private final MultiThreadIoEventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());

    /**
     * @param responder an http or https address
     * @param tls for an https address
     */
    OcspClient(URI responder, Optional<SSLContext> tls) {
        this.responder = responder;
        this.tls = tls;
    }

    /**
     * With the JVM's default trust for https: a response has a signature besides.
     *
     * @throws GeneralSecurityException if that trust cannot be used
     */
    static OcspClient of(URI responder) throws GeneralSecurityException {
        if (responder.getScheme().equalsIgnoreCase("http")) {
            return new OcspClient(responder, Optional.empty());
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        return new OcspClient(responder, Optional.of(context));
    }

    URI responder() {
        return responder;
    }

    /**
     * Sends a request and waits for the whole response.
     *
     * @param request in DER
     * @param timeout for everything from looking up the name to the response's last byte
     * @return the response's body, which is of the right type and not verified
     * @throws OcspException if there is none
     */
    byte[] ask(byte[] request, Duration timeout) throws OcspException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        try {
            loop.execute(() -> connect(request, answer, timeout));
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw new OcspException("is no longer asked: this listener is being closed", e);
        } catch (TimeoutException e) {
            throw new OcspException(
                    "has not answered in the %d ms that were left".formatted(timeout.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OcspException("was not waited for: the thread has been interrupted", e);
        } catch (ExecutionException e) {
            throw OcspExchange.failure(e.getCause());
        } finally {
            answer.cancel(false);
        }
    }

    /** Whatever ends the answer, the one who asked included, ends the connection. */
    private void connect(byte[] request, CompletableFuture<byte[]> answer, Duration timeout) {
        if (answer.isDone()) {
            return;
        }
        OcspExchange exchange = new OcspExchange(responder, request, answer);
        int millis = (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
        ChannelFuture connecting =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                        .handler(pipeline(exchange))
                        .connect(host(), port());
        connecting.addListener(exchange::connected);
        answer.whenCompleteAsync((body, failure) -> connecting.channel().close(), loop);
    }

    private ChannelInitializer<Channel> pipeline(OcspExchange exchange) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                tls.ifPresent(context -> channel.pipeline().addLast(secure(context)));
                channel.pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(MAX_RESPONSE))
                        .addLast(exchange);
            }
        };
    }

    /**
     * Checks the responder's name (RFC 9110 section 4.3.4), which SSLEngine does only when told.
     */
    private SslHandler secure(SSLContext context) {
        SSLEngine engine = context.createSSLEngine(host(), port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return new SslHandler(engine);
    }

    /** Without the brackets of an IPv6 address. */
    private String host() {
        return responder.getHost().replaceAll("^\\[|]$", "");
    }

    private int port() {
        int standard = tls.isPresent() ? 443 : 80;
        return responder.getPort() == -1 ? standard : responder.getPort();
    }

    /** Ends what is being asked and the thread, and waits for the thread's end, within a bound. */
    @Override
    public void close() {
        try {
            loop.shutdownGracefully(0, 2, TimeUnit.SECONDS);
            loop.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            threads.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
