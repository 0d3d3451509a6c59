package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** D-12, J-71: no two threads are ever in an encoder, and none is in one that is destroyed. */
class ConnectedCodecsStressTest {

    private static final int THREADS = 4;

    record Number(int value) {}

    static class Counting implements Encoder.Text<Number> {
        private final AtomicInteger inside = new AtomicInteger();
        private int unguarded;
        private boolean destroyed;

        @Override
        public String encode(Number number) {
            if (inside.incrementAndGet() != 1 || destroyed) {
                throw new IllegalStateException("entered twice or late");
            }
            unguarded++;
            Thread.yield();
            inside.decrementAndGet();
            return String.valueOf(number.value());
        }

        @Override
        public void destroy() {
            if (inside.get() != 0) {
                throw new IllegalStateException("destroyed while in use");
            }
            destroyed = true;
        }
    }

    private final MadeComponents components = new MadeComponents();
    private final ConnectedCodecs codecs =
            new ConnectedCodecs(
                    Codecs.read(List.of(Counting.class), List.of(), problem -> {}),
                    components,
                    ServerEndpointConfig.Builder.create(CodecsTest.class, "/").build());

    /** Encodes until the encoders are gone; gives how often. */
    private int encodeToTheEnd() throws IOException {
        int encoded = 0;
        while (true) {
            try {
                assertThat(codecs.encode(new Number(encoded)).payload())
                        .isEqualTo(String.valueOf(encoded));
                encoded++;
            } catch (EncodeException closed) {
                assertThat(closed).hasMessage("the session is closed");
                return encoded;
            }
        }
    }

    @Test
    void many_senders_take_turns_until_the_connection_ends() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                counts.add(senders.submit((Callable<Integer>) this::encodeToTheEnd));
            }
            for (int i = 0; i < 20_000; i++) {
                codecs.encode(new Number(i));
            }
            codecs.destroy("1");
            int sum = 20_000;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            assertThat(components.only(Counting.class).unguarded).isEqualTo(sum);
        } finally {
            senders.shutdownNow();
        }
    }
}
