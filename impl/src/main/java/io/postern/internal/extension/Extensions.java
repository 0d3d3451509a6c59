package io.postern.internal.extension;

import io.netty.channel.Channel;
import io.postern.ConnectionExtension;
import io.postern.ConnectionFilter;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import io.postern.netty.NettyConnectionExtension;
import java.util.List;
import java.util.function.Consumer;

/** The extensions of one listener, TLS aside, in the order in which they are applied. */
public final class Extensions {

    /** The types that it can apply, for messages. */
    public static final String KNOWN =
            ConnectionFilter.class.getName() + ", " + NettyConnectionExtension.class.getName();

    private final String listener;
    private final List<NamedExtension> all;
    private final FailureLog failures = new FailureLog();

    /** Of a listener with this name. */
    public Extensions(String listener, List<NamedExtension> all) {
        this.listener = listener;
        this.all = List.copyOf(all);
    }

    /** Whether there is a way to apply it. */
    public static boolean isKnown(ConnectionExtension extension) {
        return extension instanceof ConnectionFilter
                || extension instanceof NettyConnectionExtension;
    }

    /**
     * Applies them to a connection. Called on its event loop, when the handlers of the next steps
     * are in place, reading is on demand and nothing has been read.
     *
     * @param refused told before the connection is closed, if one refuses it
     */
    public void apply(Channel channel, Consumer<Refused> refused) {
        if (!all.isEmpty()) {
            new ExtensionRun(this, channel, all.iterator(), refused).next();
        }
    }

    String listener() {
        return listener;
    }

    void log(Throwable cause, NamedExtension extension, long now) {
        failures.add(cause, extension, listener, now);
    }
}
