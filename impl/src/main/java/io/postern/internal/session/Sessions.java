package io.postern.internal.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.CallbackExecutor;
import io.postern.internal.endpoint.ConnectedEndpoint;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointDescriptor;
import jakarta.websocket.EncodeException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The sessions of one listener: starts them and, when the listener closes, ends them. */
public final class Sessions {

    private final SessionServices services;

    /**
     * @param workers run application code; they accept tasks until {@link #drain} has returned
     * @param context surrounds application code
     */
    public Sessions(SessionConfig config, Executor workers, CallbackContext context) {
        this.services =
                new SessionServices(
                        config,
                        new ListenerContainer(config),
                        new SessionRegistry(),
                        workers,
                        context);
    }

    /**
     * Makes an upgraded connection a session: adds the frame codec and, last, the handler that
     * opens the endpoint. Called on the connection's message event loop.
     */
    public void start(Channel channel, DeployedEndpoint endpoint, Handshake handshake) {
        WebSocketSession session = new WebSocketSession(channel, handshake, endpoint, services);
        ConnectedEndpoint connected =
                new ConnectedEndpoint(
                        endpoint,
                        new CallbackExecutor(services.workers(), services.context()),
                        session,
                        value -> reply(session, value));
        ChannelPipeline pipeline = channel.pipeline();
        WebSocket13FrameDecoder decoder = new WebSocket13FrameDecoder(decoding(endpoint));
        pipeline.addLast(decoder);
        pipeline.addLast(new WebSocket13FrameEncoder(false));
        pipeline.addLast(new Utf8FrameValidator(false));
        pipeline.addLast(
                new SessionHandler(pipeline.context(decoder), session, connected, services));
    }

    private static void reply(WebSocketSession session, Object value) throws IOException {
        try {
            session.basic().reply(value);
        } catch (EncodeException e) {
            throw new IOException("the return value could not be sent", e);
        }
    }

    /** A frame may be as large as the largest message that the endpoint takes in one. */
    private WebSocketDecoderConfig decoding(DeployedEndpoint endpoint) {
        EndpointDescriptor descriptor = endpoint.descriptor();
        long limit = services.config().messages().maxFrameSize();
        for (Long declared :
                new Long[] {descriptor.maxTextMessageSize(), descriptor.maxBinaryMessageSize()}) {
            limit = declared == null ? limit : Math.max(limit, declared);
        }
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength((int) Math.min(limit, Integer.MAX_VALUE))
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
    }

    /** How many sessions there are. */
    public int size() {
        return services.registry().size();
    }

    /**
     * Closes all sessions with code 1001 and waits until their {@code @OnClose} methods have
     * returned; cuts those that have not closed after {@code timeout}. Sessions that are started
     * from now on are closed at once.
     */
    public void drain(Duration timeout) throws InterruptedException {
        services.registry().drain(timeout);
    }
}
