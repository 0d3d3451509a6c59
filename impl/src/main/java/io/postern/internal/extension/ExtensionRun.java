package io.postern.internal.extension;

import io.netty.channel.Channel;
import io.netty.handler.codec.DecoderException;
import io.postern.AcceptedConnection;
import io.postern.ConnectionFilter;
import io.postern.ConnectionVerdict;
import io.postern.RefusalReason;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import io.postern.internal.session.PeerAddress;
import io.postern.internal.tls.Printable;
import io.postern.netty.NettyConnectionExtension;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection's way through the extensions. Belongs to the connection's event loop. */
final class ExtensionRun {

    private final Extensions extensions;
    private final Channel channel;
    private final Iterator<NamedExtension> rest;
    private final Consumer<Refused> refused;

    /** There from the first extension on that has handlers. */
    private @Nullable ExtensionHandlers handlers;

    private boolean ended;

    ExtensionRun(
            Extensions extensions,
            Channel channel,
            Iterator<NamedExtension> rest,
            Consumer<Refused> refused) {
        this.extensions = extensions;
        this.channel = channel;
        this.rest = rest;
        this.refused = refused;
    }

    /** Applies those that are left, up to one that takes its time. */
    void next() {
        while (!ended && rest.hasNext()) {
            NamedExtension current = rest.next();
            if (current.extension() instanceof ConnectionFilter filter) {
                ask(current, filter);
            }
            if (!ended && current.extension() instanceof NettyConnectionExtension netty) {
                begin(current, netty);
                return;
            }
        }
        if (!ended) {
            ended = true;
            if (handlers != null) {
                handlers.leave();
            }
        }
    }

    private void ask(NamedExtension extension, ConnectionFilter filter) {
        try {
            ConnectionVerdict verdict =
                    Objects.requireNonNull(filter.filter(accepted()), "filter returned null");
            if (verdict instanceof ConnectionVerdict.Refuse refuse) {
                refuse(extension, refuse.reason());
            }
        } catch (Throwable e) {
            // An error of the application's is this connection's alone.
            failed(extension, e);
        }
    }

    private void begin(NamedExtension extension, NettyConnectionExtension netty) {
        ExtensionHandlers present = handlers;
        if (present == null) {
            present = new ExtensionHandlers(channel);
            handlers = present;
        }
        ExtendedConnection connection =
                new ExtendedConnection(this, extension, channel, present::add);
        present.begin(connection);
        try {
            netty.begin(connection);
        } catch (Throwable e) {
            failed(extension, e);
        }
        if (!ended) {
            present.replay();
        }
    }

    AcceptedConnection accepted() {
        return new AcceptedConnection(
                extensions.listener(),
                (InetSocketAddress) channel.localAddress(),
                (InetSocketAddress) PeerAddress.of(channel));
    }

    /** The extension that was begun last has done its part. */
    void done() {
        ExtensionHandlers present = handlers;
        if (!ended && channel.isActive() && present != null) {
            present.clear();
            next();
        }
    }

    /**
     * A handler of the extension's has thrown something. Netty wraps what a decoder does not throw
     * as its own kind of exception.
     */
    void thrown(NamedExtension extension, Throwable cause) {
        boolean wrapped = cause.getClass() == DecoderException.class && cause.getCause() != null;
        if (cause instanceof DecoderException && !wrapped) {
            refuse(extension, "what the peer sent cannot be read: " + cause.getClass().getName());
        } else {
            failed(extension, cause);
        }
    }

    private void failed(NamedExtension extension, Throwable cause) {
        if (!ended) {
            extensions.log(cause, extension, channel.eventLoop().ticker().nanoTime());
            end(new Refused(RefusalReason.INTERNAL_ERROR, extension.name() + " failed"));
        }
    }

    void refuse(NamedExtension extension, String reason) {
        end(
                new Refused(
                        RefusalReason.REFUSED_BY_EXTENSION,
                        "refused by " + extension.name() + ": " + Printable.of(reason)));
    }

    private void end(Refused refusal) {
        if (!ended) {
            ended = true;
            refused.accept(refusal);
            channel.close();
        }
    }
}
