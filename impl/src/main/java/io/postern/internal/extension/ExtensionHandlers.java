package io.postern.internal.extension;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of the extension that is applied, in front of all others of a connection: behind a
 * bound on what is read, and before a gate that keeps what they leave over.
 */
final class ExtensionHandlers {

    private final ChannelPipeline pipeline;
    private final ExtensionGate gate = new ExtensionGate();
    private final ReadBound bound = new ReadBound(gate);

    ExtensionHandlers(Channel channel) {
        pipeline = channel.pipeline();
        pipeline.addFirst(bound, gate);
    }

    /** From now on handlers are this extension's. */
    void begin(ExtendedConnection connection) {
        bound.begin(connection);
        gate.begin(connection);
    }

    void add(ChannelHandler handler) {
        ChannelHandlerContext before = pipeline.context(gate);
        try {
            if (before != null) {
                pipeline.addBefore(before.name(), null, handler);
            }
        } catch (NoSuchElementException connectionEnded) {
            // On its event loop, meanwhile: nobody needs it any more.
        }
    }

    /** Removes the extension's handlers; what they keep goes to the gate. */
    void clear() {
        for (List<ChannelHandler> left = added(); !left.isEmpty(); left = added()) {
            pipeline.remove(left.get(0));
        }
    }

    private List<ChannelHandler> added() {
        List<ChannelHandler> before = new ArrayList<>();
        for (var entry : pipeline) {
            if (entry.getValue() == gate) {
                break;
            }
            before.add(entry.getValue());
        }
        before.remove(bound);
        return before;
    }

    /** Gives what the extension before has left over to the handlers of this one. */
    void replay() {
        @Nullable ByteBuf left = gate.take();
        if (left != null) {
            bound.replay(left);
        }
    }

    /** Opens the way to the next steps. */
    void leave() {
        pipeline.remove(bound);
        gate.open();
    }
}
