package io.postern.internal.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.CallbackExecutor;
import io.postern.internal.endpoint.ConnectedEndpoint;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointConnection;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.endpoint.Workers;
import jakarta.websocket.CloseReason;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sessions of one listener: starts them and, when the listener closes, ends them. */
public final class Sessions {

    private static final String HANDLER = "session";

    private final SessionServices services;

    /**
     * @param listener its name
     * @param container what the sessions' endpoints see as their container
     * @param workers run application code; they accept tasks until {@link #drain} has returned
     * @param context surrounds application code
     */
    public Sessions(
            String listener,
            SessionConfig config,
            ListenerContainer container,
            Workers workers,
            CallbackContext context) {
        this.services =
                new SessionServices(
                        listener, config, container, new SessionRegistry(), workers, context);
    }

    /** Those that there are, some of them closing. */
    Stream<WebSocketSession> all() {
        return services.registry().all();
    }

    /** A connection is on its way to {@link #start}: draining waits for it. */
    public void expect(Channel channel) {
        services.registry().expect(channel);
    }

    /**
     * Makes an upgraded connection a session: opens the endpoint and, when that is done, adds what
     * reads frames. Called on the connection's message event loop, with reading off.
     *
     * @param reading runs there when the session is ready for what the peer sends
     */
    public void start(
            Channel channel, DeployedEndpoint endpoint, Handshake handshake, Runnable reading) {
        SessionCore core = new SessionCore(channel, endpoint, handshake.config(), services);
        WebSocketSession session = new WebSocketSession(core, handshake, services);
        ConnectedEndpoint connected = connect(session, handshake);
        FrameCodec frames = new FrameCodec(handshake.agreement().deflate());
        ChannelPipeline pipeline = channel.pipeline();
        frames.addOutbound(pipeline);
        SessionHandler handler =
                new SessionHandler(
                        session,
                        connected,
                        services,
                        () -> {
                            if (channel.isOpen()) {
                                frames.addInbound(pipeline, HANDLER, core);
                                core.lifeSigns().start();
                                reading.run();
                            }
                        });
        pipeline.addLast(HANDLER, handler);
    }

    private ConnectedEndpoint connect(WebSocketSession session, Handshake handshake) {
        SessionCore core = session.core();
        return new ConnectedEndpoint(
                core.endpoint(),
                new EndpointConnection(
                        session,
                        session.client()::get,
                        handshake.config(),
                        core.codecs(),
                        core.handlers(),
                        session.basic()::reply),
                new CallbackExecutor(
                        new DispatchThreads(services.workers(), core.channel().eventLoop()),
                        session.context()),
                services.config().dispatch(),
                reason -> refuse(core, reason));
    }

    /** For a message that the endpoint does not take. */
    private static void refuse(SessionCore core, CloseReason reason) {
        ChannelHandlerContext session = core.channel().pipeline().context(HANDLER);
        if (session != null) {
            SessionFault fault = new SessionFault(reason.getCloseCode(), reason.getReasonPhrase());
            SessionHandler handler = (SessionHandler) session.handler();
            try {
                session.executor().execute(() -> handler.fail(fault));
            } catch (RejectedExecutionException e) {
                // The event loop has ended, and the connection before it.
            }
        }
    }

    /**
     * Closes with 1008 the sessions whose clients came in with a certificate and would not be let
     * in with it any more.
     *
     * @param judges where {@code admitted} is asked, which may block
     */
    public void closeUnless(Predicate<Identity> admitted, Executor judges) {
        services.registry().closeUnless(admitted, judges);
    }

    /** How many sessions there are. */
    public int size() {
        return services.registry().size();
    }

    /**
     * Closes all sessions and waits until their {@code @OnClose} methods have returned, no longer
     * than the time-out in all; sessions that have not closed shortly before are cut. Those that
     * are started from now on are closed at once.
     */
    public void drain(DrainConfig config) throws InterruptedException {
        services.registry().drain(config);
    }
}
