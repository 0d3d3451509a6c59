package io.postern.internal.listener;

import io.postern.internal.config.SocketConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The address that a listener is to be bound to, and what to say when that fails. */
public final class BindAddress {

    private final String keys;
    private final SocketConfig config;

    /** Of a listener with this name, for messages. */
    public BindAddress(String listener, SocketConfig config) {
        this.keys = listener.equals("default") ? "wss" : "wss." + listener;
        this.config = config;
    }

    /**
     * The socket address; resolves the host's name.
     *
     * @throws ListenerException when the host is unknown
     */
    InetSocketAddress resolve() throws ListenerException {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new ListenerException(
                    ("%s.host=%s is not known; give an address of this machine, or 0.0.0.0 for"
                                    + " all")
                            .formatted(keys, config.host()),
                    null);
        }
        return address;
    }

    /**
     * Binds and closes again, to find out early whether the listener could.
     *
     * @throws ListenerException when it could not
     */
    public void probe() throws ListenerException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(resolve());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    ListenerException failure(Throwable cause) {
        return new ListenerException(
                ("cannot listen on %s:%d (%s.host, %s.port): %s; is another application, or"
                                + " another deployment of this one, using the port?")
                        .formatted(config.host(), config.port(), keys, keys, cause.getMessage()),
                cause);
    }
}
