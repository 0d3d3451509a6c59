package io.postern.internal.session;

import io.netty.channel.Channel;
import io.postern.internal.endpoint.Codecs;
import io.postern.internal.endpoint.ConnectedCodecs;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.util.List;

/** What a remote endpoint without encoders of the application's sends with. */
final class Outbounds {

    private Outbounds() {}

    static Outbound of(SendQueue queue, Channel channel) {
        return new Outbound(
                queue,
                new OutboundMessages(queue),
                new ConnectedCodecs(new Codecs(List.of(), List.of()), type -> null, config()),
                new SessionState(),
                channel::close);
    }

    private static ServerEndpointConfig config() {
        return (ServerEndpointConfig)
                Proxy.newProxyInstance(
                        Outbounds.class.getClassLoader(),
                        new Class<?>[] {ServerEndpointConfig.class},
                        (proxy, method, arguments) -> null);
    }
}
