package io.postern.internal.upgrade;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.internal.config.Compression;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.OriginRules;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.UpgradeConfig;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.identity.Entries;
import io.postern.internal.identity.NamedCheck;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A channel on which an upgrade is under way, in time that stands still. */
final class UpgradeChannel implements AutoCloseable {

    static final int MAX_HEADER_SIZE = 1024;
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    final EmbeddedChannel channel = new EmbeddedChannel();
    final List<UpgradeDecision> decisions = new ArrayList<>();
    final RecordedSurroundings surroundings = new RecordedSurroundings();
    private final Upgrade upgrade;

    UpgradeChannel() {
        this(Endpoints.deployed(Endpoints.Room.class), Runnable::run);
    }

    /** With an endpoint whose configurator is called where {@code workers} want. */
    UpgradeChannel(DeployedEndpoint endpoint, Executor workers) {
        this(endpoint, workers, EntryRules.of(OriginRules.of("same-host"), SocketConfig.NO_LIMIT));
    }

    /** With checks of the application's. */
    UpgradeChannel(
            DeployedEndpoint endpoint, Executor workers, EntryRules rules, NamedCheck... checks) {
        this(endpoint, workers, rules, SecuredPeer.ANONYMOUS, checks);
    }

    /** Of a client that has shown something in the TLS handshake. */
    UpgradeChannel(
            DeployedEndpoint endpoint,
            Executor workers,
            EntryRules rules,
            SecuredPeer peer,
            NamedCheck... checks) {
        upgrade =
                new Upgrade(
                        new UpgradeConfig("/", TIMEOUT, MAX_HEADER_SIZE, rules, Compression.OFF),
                        new EndpointRoutes("/", List.of(endpoint)),
                        Entries.of(rules, checks),
                        workers,
                        surroundings);
        channel.freezeTime();
        upgrade.start(channel, peer, decisions::add);
    }

    /** Bytes arrive, one for each character. */
    void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    /** As {@link #receive}; the buffer is given back, to see what became of it. */
    ByteBuf receiveBuffer(String bytes) {
        ByteBuf buffer = Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1);
        channel.writeInbound(buffer);
        return buffer;
    }

    void drain(Duration retryAfter) {
        upgrade.drain(retryAfter);
    }

    void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** All that has been sent since the last call. */
    String sent() {
        return drain(channel::readOutbound);
    }

    void finish() {
        upgrade.leaveHttp(channel);
        upgrade.finish(channel);
    }

    /** All that has come through to the end of the pipeline since the last call. */
    String handedOver() {
        return drain(channel::readInbound);
    }

    /** The one decision, which must be a refusal. */
    Refuse refusal() {
        if (decisions.size() != 1) {
            throw new AssertionError("expected one decision: " + decisions);
        }
        return (Refuse) decisions.get(0);
    }

    private static String drain(Supplier<ByteBuf> buffers) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf next = buffers.get(); next != null; next = buffers.get()) {
            all.append(next.toString(StandardCharsets.ISO_8859_1));
            next.release();
        }
        return all.toString();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        channel.checkException();
    }
}
