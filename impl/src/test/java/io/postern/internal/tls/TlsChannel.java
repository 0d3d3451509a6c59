package io.postern.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server's end of a connection on which TLS begins, in time that stands still. */
final class TlsChannel implements AutoCloseable {

    final EmbeddedChannel channel = new EmbeddedChannel();
    final List<TlsOutcome> outcomes = new ArrayList<>();

    TlsChannel(Tls tls) {
        channel.freezeTime();
        Tls.expect(channel, () -> tls.start(channel, outcomes::add), outcomes::add);
    }

    /** Bytes arrive; the buffer is given back, to see what became of it. */
    ByteBuf receive(byte... bytes) {
        ByteBuf buffer = Unpooled.copiedBuffer(bytes);
        channel.writeInbound(buffer);
        return buffer;
    }

    /** All that has been sent since the last call. */
    byte[] sent() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.writeBytes(next);
            next.release();
        }
        return ByteBufUtil.getBytes(all);
    }

    void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** The one failure that was reported. */
    TlsOutcome.Failed failure() {
        if (outcomes.size() != 1) {
            throw new AssertionError("expected one outcome: " + outcomes);
        }
        return (TlsOutcome.Failed) outcomes.get(0);
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        channel.checkException();
    }
}
