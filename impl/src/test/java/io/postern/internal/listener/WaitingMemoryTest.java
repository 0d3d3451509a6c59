package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.negotiation.NegotiationHandler;
import io.postern.internal.negotiation.NegotiationQueue;
import io.postern.internal.tls.Tls;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that waits for a permit costs little beyond its channel. */
class WaitingMemoryTest {

    private static final int CONNECTIONS = 5_000;
    private static final int BYTES_EACH = 1024;

    /** As much as a ClientHello has. */
    private static final byte[] HELLO = new byte[517];

    static {
        HELLO[0] = 22;
    }

    private final NegotiationQueue queue =
            new NegotiationQueue(
                    new NegotiationConfig(
                            1, CONNECTIONS, Duration.ofSeconds(10), Overflow.DROP_OLDEST),
                    () -> 0);

    private int most;
    private final ResourceLeakDetector.Level watched = ResourceLeakDetector.getLevel();

    /** The leak detector keeps more of a buffer than the buffer has. */
    @BeforeEach
    void watch_no_leaks() {
        ResourceLeakDetector.setLevel(Level.DISABLED);
    }

    @AfterEach
    void watch_leaks_again() {
        ResourceLeakDetector.setLevel(watched);
    }

    @Test
    void it_takes_less_than_a_kilobyte_of_heap() {
        measure(this::waiting, 100);
        long bare = measure(WaitingMemoryTest::bare, CONNECTIONS);
        long waiting = measure(this::waiting, CONNECTIONS);
        assertThat(most).as("waiting").isEqualTo(CONNECTIONS - 1);
        assertThat(waiting - bare).isBetween(1L, (long) BYTES_EACH);
    }

    /** How much heap one of many channels takes, in bytes. */
    private long measure(Supplier<EmbeddedChannel> kind, int number) {
        List<EmbeddedChannel> channels = new ArrayList<>(number);
        long before = usedHeap();
        for (int i = 0; i < number; i++) {
            channels.add(kind.get());
        }
        long each = (usedHeap() - before) / number;
        most = Math.max(most, queue.waiting());
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        Reference.reachabilityFence(channels);
        return each;
    }

    /** A channel on whose event loop timers have run, as they have on every listener's. */
    private static EmbeddedChannel bare() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setAutoRead(false);
        channel.eventLoop().schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);
        return channel;
    }

    private EmbeddedChannel waiting() {
        EmbeddedChannel channel = bare();
        NegotiationHandler negotiation =
                new NegotiationHandler(
                        queue, 0, permitted -> channel.read(), outcome -> channel.flush());
        Tls.expect(channel, negotiation::begin, refused -> channel.flush());
        channel.pipeline().addLast(negotiation);
        channel.writeInbound(channel.alloc().buffer(4096).writeBytes(HELLO));
        return channel;
    }

    private static long usedHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
