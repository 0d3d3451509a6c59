package io.postern.internal.extension;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.postern.AcceptedConnection;
import io.postern.ConnectionVerdict;
import io.postern.internal.session.PeerAddress;
import io.postern.netty.NettyConnection;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A connection as one extension sees it. */
final class ExtendedConnection implements NettyConnection {

    private final ExtensionRun run;
    private final NamedExtension extension;
    private final Channel channel;
    private final Consumer<ChannelHandler> handlers;
    private final AtomicBoolean finished = new AtomicBoolean();

    /**
     * @param handlers takes those that the extension adds
     */
    ExtendedConnection(
            ExtensionRun run,
            NamedExtension extension,
            Channel channel,
            Consumer<ChannelHandler> handlers) {
        this.run = run;
        this.extension = extension;
        this.channel = channel;
        this.handlers = handlers;
    }

    @Override
    public AcceptedConnection accepted() {
        return run.accepted();
    }

    @Override
    public void addHandler(ChannelHandler handler) {
        if (finished.get()) {
            throw late();
        }
        handlers.accept(handler);
    }

    @Override
    public void clientAddress(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "the client's address is not resolved, and no name server is asked; make it of"
                            + " an InetAddress");
        }
        if (finished.get()) {
            throw late();
        }
        PeerAddress.tell(channel, address);
    }

    @Override
    public void done() {
        finish(run::done);
    }

    @Override
    public void refuse(String reason) {
        ConnectionVerdict.Refuse checked = new ConnectionVerdict.Refuse(reason);
        finish(() -> run.refuse(extension, checked.reason()));
    }

    /** Not at once: a handler that is at work hands on first what it still has. */
    private void finish(Runnable step) {
        if (!finished.compareAndSet(false, true)) {
            throw late();
        }
        try {
            channel.eventLoop().execute(step);
        } catch (RejectedExecutionException listenerClosed) {
            // With its event loop the connection has ended, too.
        }
    }

    private IllegalStateException late() {
        return new IllegalStateException(extension.name() + " has finished with the connection");
    }

    boolean isFinished() {
        return finished.get();
    }

    /** A handler of the extension's, or the connection itself, has failed. */
    void thrown(Throwable cause) {
        run.thrown(extension, cause);
    }

    /** Its handlers keep that many bytes, and it is not finished. */
    void insatiable(int bytes) {
        run.refuse(extension, "not done after " + bytes + " bytes");
    }
}
