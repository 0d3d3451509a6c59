package io.postern.internal.listener;

import io.netty.channel.socket.nio.NioServerSocketChannel;

/**
 * The channel that accepts. Netty closes one that fails with anything but an {@code IOException};
 * this one stays, for the next connection may find the memory that this one lacked.
 */
class ListeningChannel extends NioServerSocketChannel {

    @Override
    protected boolean closeOnReadError(Throwable cause) {
        return !isActive();
    }
}
