package io.postern.internal.listener;

import static io.postern.internal.listener.ListenerLog.LOG;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.postern.ConnectionExtensions;
import io.postern.ListenerStatistics;
import io.postern.WebSocketListener;
import io.postern.internal.config.DrainConfig;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.Workers;
import io.postern.internal.extension.Extensions;
import io.postern.internal.extension.NamedExtension;
import io.postern.internal.identity.Entry;
import io.postern.internal.negotiation.NegotiationHandler;
import io.postern.internal.negotiation.NegotiationQueue;
import io.postern.internal.session.ListenerContainer;
import io.postern.internal.session.Sessions;
import io.postern.internal.tls.Tls;
import io.postern.internal.upgrade.EndpointRoutes;
import io.postern.internal.upgrade.Upgrade;
import io.postern.tls.WebSocketSecureConnectionExtension;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listener on Netty: binds, accepts, says where it listens and what it counts, closes. */
public final class NettyListener implements WebSocketListener {

    /** For what takes no time when nothing is wrong. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final String name;
    private final RegisteredExtensions extensions;
    private volatile State state = State.NEW;
    private volatile @Nullable Running running;

    private NettyListener(String name, RegisteredExtensions extensions) {
        this.name = name;
        this.extensions = extensions;
    }

    /** One that configuration makes. */
    public static NettyListener configured(String name) {
        return new NettyListener(name, RegisteredExtensions.ofConfigured(name));
    }

    /** One that the application makes, and registers extensions with until it opens. */
    public static NettyListener made(String name) {
        return new NettyListener(name, RegisteredExtensions.ofMade(name));
    }

    /**
     * What the listener serves, and what serves it.
     *
     * @param routes lead to its endpoints; more may be added at any time
     * @param container what the endpoints see as their container
     * @param workers run application code
     * @param context surrounds application code
     * @param events tells the application what has happened, on a thread that may block
     * @param entrance what connections have to pass
     */
    public record Application(
            EndpointRoutes routes,
            ListenerContainer container,
            Workers workers,
            CallbackContext context,
            Consumer<Object> events,
            Entrance entrance) {}

    /**
     * What the application has connections pass.
     *
     * @param extensions applied before TLS, behind those that are registered
     * @param entry who may open a session
     */
    public record Entrance(List<NamedExtension> extensions, Entry entry) {}

    /** What an open listener consists of. */
    private record Running(
            ListenerConfig config,
            Channel channel,
            EventLoops loops,
            Steps steps,
            NegotiationQueue queue,
            Admission admission,
            Counters counters) {}

    /**
     * Opens the listener; blocks until it listens. {@code tls} becomes the listener's. May be
     * called once.
     *
     * @throws ListenerException when the address cannot be bound; nothing is left behind then
     */
    public void open(ListenerConfig config, Tls tls, Application application)
            throws ListenerException, InterruptedException {
        open(
                config,
                tls,
                application,
                new EventLoops(name, Runtime.getRuntime().availableProcessors()));
    }

    /** As above, on these event loops, which become the listener's. */
    void open(ListenerConfig config, Tls tls, Application application, EventLoops loops)
            throws ListenerException, InterruptedException {
        Steps steps = steps(config, tls, application);
        RefusalLog log =
                new RefusalLog(
                        name,
                        task ->
                                loops.negotiation()
                                        .schedule(
                                                task,
                                                RefusalLog.WINDOW.toNanos(),
                                                TimeUnit.NANOSECONDS));
        Counters counters = new Counters(new Refusals(name, log, application.events()));
        try {
            running = bind(config, steps, loops, counters);
            tls.watch(new Rotation(config, steps, loops, counters, application.events()));
        } catch (ListenerException | InterruptedException | RuntimeException | Error e) {
            release(loops, tls);
            awaitNettyIdle();
            throw e;
        }
        state = State.OPEN;
        LOG.listening(
                name,
                config.socket().host(),
                address().getPort(),
                config.upgrade().contextPath(),
                tls.description());
    }

    private static Running bind(
            ListenerConfig config, Steps steps, EventLoops loops, Counters counters)
            throws ListenerException, InterruptedException {
        SocketConfig socket = config.socket();
        InetSocketAddress address = new BindAddress(config.name(), socket).resolve();
        NegotiationQueue queue =
                new NegotiationQueue(
                        config.negotiation(), loops.acceptor().next().ticker()::nanoTime);
        Admission admission = new Admission(config.name(), socket, counters);
        ConnectionPipeline pipeline =
                new ConnectionPipeline(admission, queue, steps, loops, counters);
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops.acceptor(), loops.negotiation())
                        .channelFactory(ListeningChannel::new)
                        .option(ChannelOption.SO_BACKLOG, socket.backlog())
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
                        .handler(admission)
                        .childHandler(pipeline)
                        .bind(address)
                        .await();
        if (!bound.isSuccess()) {
            throw new BindAddress(config.name(), socket).failure(bound.cause());
        }
        return new Running(config, bound.channel(), loops, steps, queue, admission, counters);
    }

    /** Netty's own way to choose the size of a read, but for the first. */
    private static AdaptiveRecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(64, NegotiationHandler.EARLY_READ, 65_536);
    }

    private Steps steps(ListenerConfig config, Tls tls, Application application) {
        return new Steps(
                new Extensions(name, extensions.followedBy(application.entrance().extensions())),
                tls,
                new Upgrade(
                        config.upgrade(),
                        application.routes(),
                        application.entrance().entry(),
                        application.workers(),
                        application.context()),
                new Sessions(
                        config.name(),
                        config.session(),
                        application.container(),
                        application.workers(),
                        application.context()));
    }

    /**
     * Closes the listener: answers upgrades with 503, stops accepting, closes the sessions and
     * waits for them at most for {@code wss.drain-timeout}, cuts what is left, ends all threads.
     * Returns when the port is free and no thread of the listener is left; does nothing when it is
     * not open.
     */
    public void close() {
        Running open = running;
        if (open == null || state != State.OPEN) {
            return;
        }
        state = State.DRAINING;
        open.counters().refusals().draining();
        boolean interrupted = false;
        try {
            drain(open);
        } catch (InterruptedException e) {
            // It shortens the wait for the sessions; all the rest is still closed.
            interrupted = true;
        } catch (RuntimeException e) {
            LOG.closeFailed(e, name);
        }
        release(open);
        LOG.closed(name);
        state = State.CLOSED;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain(Running open) throws InterruptedException {
        DrainConfig config = open.config().session().drain();
        open.steps().upgrade().drain(config.timeout());
        open.channel().close().await(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
        open.steps().sessions().drain(config);
        // Those who were half in when there was nothing else to wait for.
        open.queue().awaitIdle(min(AT_ONCE, config.timeout()));
        if (open.steps().sessions().size() > 0) {
            LOG.sessionsLeft(open.steps().sessions().size(), name);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void release(Running open) {
        LastSteps.take(name, open.admission()::closeAll, open.counters().refusals()::writeLast);
        release(open.loops(), open.steps().tls());
    }

    private void release(EventLoops loops, Tls tls) {
        LastSteps.take(name, tls::stop, loops::close, tls::close);
    }

    /**
     * Waits until Netty's one thread that all listeners share has ended, a second after its last
     * task: once, when all that were open are closed. An interrupt is kept.
     */
    public static void awaitNettyIdle() {
        LastSteps.take("all", EventLoops::awaitNettyIdle);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public InetSocketAddress address() {
        Running open = running;
        if (open == null || state != State.OPEN) {
            throw new IllegalStateException("listener '" + name + "' is not open: " + state);
        }
        return (InetSocketAddress) open.channel().localAddress();
    }

    /** Its sessions, while there can be any. */
    public Optional<Sessions> sessions() {
        Running open = running;
        return open == null ? Optional.empty() : Optional.of(open.steps().sessions());
    }

    @Override
    public ConnectionExtensions connectionExtensions() {
        return extensions;
    }

    /** The registered extension that makes its connections secure; from now on none is taken. */
    public Optional<WebSocketSecureConnectionExtension> secureExtension() {
        extensions.opened();
        return extensions.secure();
    }

    @Override
    public ListenerStatistics statistics() {
        Running open = running;
        if (open == null) {
            return new ListenerStatistics(
                    0, 0, Map.of(), Map.of(), 0, 0, 0, 0, 0, 0, 0, Optional.empty());
        }
        return new ListenerStatistics(
                open.counters().acceptedSoFar(),
                open.counters().establishedSoFar(),
                open.counters().refusals().byReasonSoFar(),
                open.counters().refusals().byValidatorSoFar(),
                open.admission().openConnections(),
                open.queue().negotiating(),
                open.queue().waiting(),
                open.steps().sessions().size(),
                open.counters().reloadsSoFar(),
                open.counters().failedReloadsSoFar(),
                open.counters().failedStaplesSoFar(),
                state == State.CLOSED
                        ? Optional.empty()
                        : Optional.of(open.steps().tls().certificateExpiry()));
    }
}
