package io.postern.internal.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsProvider;
import java.util.function.Consumer;

/** TLS for the connections of one listener. */
public final class Tls {

    private final SslContext context;
    private final NamedGroups groups;
    private final String description;

    private Tls(TlsContextFactory.Built built, String description) {
        this.context = built.context();
        this.groups = built.groups();
        this.description = description;
    }

    /**
     * Makes the TLS engine ready; blocks while native code is loaded.
     *
     * @throws TlsMaterialException when the engine is missing or does not take the key
     */
    public static Tls open(TlsProvider provider, TlsMaterial material) throws TlsMaterialException {
        return open(provider, TlsPolicy.standard(), material);
    }

    /**
     * As {@link #open(TlsProvider, TlsMaterial)}, with a policy of its own.
     *
     * @throws TlsMaterialException when the engine is missing, or does not take the key or the
     *     policy
     */
    public static Tls open(TlsProvider provider, TlsPolicy policy, TlsMaterial material)
            throws TlsMaterialException {
        try {
            return OwnThread.call(
                    () -> {
                        TlsContextFactory.Built built =
                                TlsContextFactory.build(provider, policy, material);
                        return new Tls(built, built.engine() + ", " + material.source());
                    });
        } catch (TlsMaterialException e) {
            throw e;
        } catch (Exception e) {
            throw new TlsMaterialException(
                    "TLS could not be made ready: " + e + ".", "See the cause in the log.", e);
        }
    }

    /** The engine and where the certificate came from, for the log. */
    public String description() {
        return description;
    }

    /**
     * Begins the handshake with the bytes that the peer sends.
     *
     * @param outcome told once, on the channel's event loop; never when the peer leaves before it
     *     has sent anything
     */
    public void start(Channel channel, Consumer<TlsOutcome> outcome) {
        channel.pipeline()
                .addLast(new FirstByteHandler(() -> handshake(channel, outcome), outcome));
    }

    private void handshake(Channel channel, Consumer<TlsOutcome> outcome) {
        SslHandler handler = context.newHandler(channel.alloc());
        groups.offer(handler.engine());
        // The negotiation's own deadline, counted from accept, covers the handshake.
        handler.setHandshakeTimeoutMillis(0);
        channel.pipeline().addLast(handler).addLast(new HandshakeResultHandler(outcome));
    }

    /** Gives up the native context, when no connection uses it any more. */
    public void close() {
        try {
            OwnThread.call(() -> ReferenceCountUtil.release(context));
        } catch (Exception e) {
            throw new IllegalStateException("the TLS context could not be released", e);
        }
    }
}
