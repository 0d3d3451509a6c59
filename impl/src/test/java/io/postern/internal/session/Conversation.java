package io.postern.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.EndpointIntrospector;
import io.postern.internal.endpoint.ManagedInstance;
import io.postern.internal.listener.RawFrame;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A session whose peer is the test: it speaks in frames, and time passes only when told. Callbacks
 * run on the calling thread.
 */
final class Conversation implements AutoCloseable {

    final EmbeddedChannel channel = new EmbeddedChannel();
    final Sessions sessions;

    private Conversation(
            Object endpoint,
            SessionConfig config,
            Executor workers,
            Handshake.Agreement agreement) {
        channel.freezeTime();
        sessions =
                new Sessions(
                        "default",
                        config,
                        Containers.of(config),
                        workers::execute,
                        CallbackContext.PLAIN);
        start(endpoint, agreement);
    }

    private void start(Object endpoint, Handshake.Agreement agreement) {
        DeployedEndpoint deployed = deployed(endpoint);
        sessions.start(channel, deployed, Handshakes.of(deployed, agreement), () -> {});
        channel.runPendingTasks();
    }

    static DeployedEndpoint deployed(Object endpoint) {
        return new DeployedEndpoint(
                EndpointIntrospector.introspect(endpoint.getClass()).descriptor().orElseThrow(),
                type -> () -> new Instance(endpoint));
    }

    /** Opens a session with the documented defaults. */
    static Conversation with(Object endpoint) {
        return with(endpoint, TestConfigs.DEFAULT);
    }

    static Conversation with(Object endpoint, SessionConfig config) {
        return with(endpoint, config, Runnable::run);
    }

    /** Opens a session on which the two sides have agreed on permessage-deflate. */
    static Conversation with(Object endpoint, SessionConfig config, PerMessageDeflate deflate) {
        return with(endpoint, config, Runnable::run, deflate);
    }

    static Conversation with(
            Object endpoint, SessionConfig config, Executor workers, PerMessageDeflate deflate) {
        return new Conversation(
                endpoint,
                config,
                workers,
                new Handshake.Agreement("", List.of(deflate.extension()), Optional.of(deflate)));
    }

    /** Opens a session whose callbacks run where {@code workers} want. */
    static Conversation with(Object endpoint, SessionConfig config, Executor workers) {
        return new Conversation(endpoint, config, workers, Handshake.Agreement.NONE);
    }

    /** The peer sends all frames in one piece. */
    Conversation receive(RawFrame... frames) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (RawFrame frame : frames) {
            wire.writeBytes(frame.bytes());
        }
        return receive(wire.toByteArray());
    }

    Conversation receive(byte[] wire) {
        channel.writeInbound(Unpooled.wrappedBuffer(wire));
        return this;
    }

    /** The connection's end as the peer makes it, without a word. */
    Conversation vanish() {
        channel.close();
        channel.runPendingTasks();
        return this;
    }

    /** Everything that was sent since the last call. */
    List<RawFrame> sent() {
        channel.runPendingTasks();
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            byte[] bytes = new byte[part.readableBytes()];
            part.readBytes(bytes).release();
            wire.writeBytes(bytes);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(wire.toByteArray()));
        List<RawFrame> frames = new ArrayList<>();
        try {
            while (in.available() > 0) {
                frames.add(RawFrame.read(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frames;
    }

    Conversation pass(Duration time) {
        channel.runPendingTasks();
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        return this;
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }

    private record Instance(Object get) implements ManagedInstance {
        @Override
        public void release() {
            // The test holds it.
        }
    }
}
