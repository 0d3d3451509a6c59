package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.SessionConfig;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.listener.Quiescence;
import io.postern.internal.listener.RawClient;
import io.postern.internal.listener.TestListener;
import io.postern.internal.listener.With;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Endpoint classes behind real listeners, one for each TLS engine, during a test class. After each
 * test nothing may be left of its clients, and at the end no thread.
 */
final class Served implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final BlockingQueue<Endpoint> OPENED = new LinkedBlockingQueue<>();

    private final Map<TlsProvider, TestListener> listeners = new EnumMap<>(TlsProvider.class);
    private final Map<TlsProvider, Quiescence> atRest = new EnumMap<>(TlsProvider.class);
    private final SessionConfig config;
    private final UnaryOperator<ListenerConfig> change;
    private final Class<?>[] types;
    private boolean accounting;

    private Served(SessionConfig config, UnaryOperator<ListenerConfig> change, Class<?>... types) {
        this.config = config;
        this.change = change;
        this.types = types;
    }

    @SafeVarargs
    static Served by(Class<? extends Endpoint>... types) {
        return by(TestConfigs.DEFAULT, types);
    }

    @SafeVarargs
    static Served by(SessionConfig config, Class<? extends Endpoint>... types) {
        return new Served(config, UnaryOperator.identity(), types);
    }

    /** With permessage-deflate for those who offer it. */
    @SafeVarargs
    static Served compressing(SessionConfig config, Class<? extends Endpoint>... types) {
        return new Served(config, With.compression(), types);
    }

    /** After each test no file descriptor of any kind may be left in the whole process. */
    Served accounting() {
        accounting = true;
        return this;
    }

    /** An endpoint that the test finds again, since the listener makes its instances. */
    abstract static class Endpoint extends Noting {

        private final CountDownLatch closed = new CountDownLatch(1);

        @OnOpen
        @Override
        public void open(Session opened) {
            super.open(opened);
            OPENED.add(this);
        }

        @OnClose
        @Override
        public void closed(CloseReason reason) {
            super.closed(reason);
            closed.countDown();
        }

        /** Waits for {@code @OnClose} and gives what it was told. */
        String closedWith() throws InterruptedException {
            assertThat(closed.await(10, TimeUnit.SECONDS)).as("closed within 10 s").isTrue();
            assertThat(closes).hasSize(1);
            return closes.get(0);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        for (TlsProvider engine : new TlsProvider[] {TlsProvider.OPENSSL, TlsProvider.JDK}) {
            listeners.put(engine, TestListener.open(engine, this::configure, types));
        }
        // Twice: the first client of the one listener may load something for the other.
        for (int i = 0; accounting && i < 2; i++) {
            for (TlsProvider engine : listeners.keySet()) {
                atRest.put(engine, Quiescence.of(listener(engine)));
            }
        }
    }

    private ListenerConfig configure(ListenerConfig defaults) {
        return change.apply(
                new ListenerConfig(
                        defaults.name(),
                        defaults.socket(),
                        defaults.negotiation(),
                        defaults.tls(),
                        defaults.upgrade(),
                        config));
    }

    TestListener listener(TlsProvider engine) {
        return listeners.get(engine);
    }

    RawClient connect(TlsProvider engine, String path) throws IOException {
        return RawClient.upgraded(listener(engine), path);
    }

    /** The endpoint of the oldest session not yet asked for. */
    <T extends Endpoint> T endpoint(Class<T> type) throws InterruptedException {
        Endpoint opened = OPENED.poll(10, TimeUnit.SECONDS);
        assertThat(opened).as("opened within 10 s").isInstanceOf(type);
        return type.cast(opened);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        OPENED.clear();
        listeners.values().forEach(TestListener::awaitNothingLeft);
        atRest.values().forEach(Quiescence::awaitRestored);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        listeners.values().forEach(TestListener::close);
        assertThat(TestListener.liveThreads()).isEmpty();
    }
}
