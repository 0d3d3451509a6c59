package io.postern.internal.session;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * Moves a connection from the event loop that negotiated it to the one that will carry its
 * messages. Reading must be off meanwhile; what was read stays in the pipeline's handlers.
 */
public final class LoopTransfer {

    private LoopTransfer() {}

    /**
     * Moves {@code channel} to {@code target} and runs {@code arrived} there. Called on the
     * channel's present event loop. A channel that was closed on the way is torn down instead.
     */
    public static void move(Channel channel, EventLoop target, Runnable arrived) {
        if (target.isShuttingDown()) {
            // Between two loops nobody could tear it down any more.
            channel.close();
            return;
        }
        channel.deregister()
                .addListener(
                        left -> {
                            if (!left.isSuccess()) {
                                channel.close();
                                return;
                            }
                            target.register(channel)
                                    .addListener(
                                            registered -> {
                                                if (!registered.isSuccess()) {
                                                    tearDown(channel);
                                                } else if (channel.isOpen()) {
                                                    // Else it was closed since, and Netty saw to
                                                    // it.
                                                    arrived.run();
                                                }
                                            });
                        });
    }

    /**
     * A channel that is closed while it belongs to no loop is never told: Netty neither fires
     * {@code channelInactive} nor removes its handlers, and the TLS engine would be left behind.
     */
    private static void tearDown(Channel channel) {
        channel.close();
        channel.pipeline().fireChannelInactive();
        channel.pipeline().fireChannelUnregistered();
    }
}
