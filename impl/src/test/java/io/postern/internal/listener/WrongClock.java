package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.NegotiationConfig;
import io.postern.internal.config.Overflow;
import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a listener does whose JVM's clock is wrong, or is set; {@link WrongClockTest} runs it. */
final class WrongClock {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration LATE = Duration.ofSeconds(4);

    private final Path clock;
    private final Instant real;
    private final Pki pki;

    private WrongClock(Path clock, Instant real, Path directory) throws Exception {
        this.clock = clock;
        this.real = real;
        this.pki = new Pki(directory);
    }

    /**
     * Runs everything on both engines and says so.
     *
     * @param arguments the file that sets this JVM's clock, the time of day in milliseconds, by how
     *     many hours the clock is wrong, by how many it is to be later, and a directory
     */
    public static void main(String... arguments) throws Exception {
        Path clock = Path.of(arguments[0]);
        Instant real = Instant.ofEpochMilli(Long.parseLong(arguments[1]));
        WrongClock run = new WrongClock(clock, real, Path.of(arguments[4]));
        for (TlsProvider engine : List.of(TlsProvider.OPENSSL, TlsProvider.JDK)) {
            run.set(Integer.parseInt(arguments[2]));
            run.check(engine, Integer.parseInt(arguments[3]));
            System.out.println(engine + " is right, " + arguments[2] + "h off");
        }
    }

    private void set(int hours) throws IOException {
        Path fresh = clock.resolveSibling("clock.new");
        Files.writeString(fresh, "%+dh%n".formatted(hours));
        Files.move(fresh, clock, StandardCopyOption.ATOMIC_MOVE);
        await().untilAsserted(
                        () ->
                                assertThat(Instant.now())
                                        .isCloseTo(
                                                real.plus(Duration.ofHours(hours)),
                                                within(30, ChronoUnit.MINUTES)));
    }

    private void check(TlsProvider engine, int later) throws Exception {
        ListenerConfig asked = pki.listener(engine, settings -> settings);
        ListenerConfig hurried =
                With.negotiation(new NegotiationConfig(16, 128, TIMEOUT, Overflow.DROP_OLDEST))
                        .apply(asked);
        try (TestListener listener = open(asked);
                TestListener impatient = open(hurried)) {
            Caller caller = new Caller(listener, pki, "TLSv1.3");
            X509Bundle alice = valid("CN=alice", Duration.ofDays(3));
            assertThat(caller.enter(alice)).isEqualTo("CN=alice|2");
            caller.assertRefused(
                    valid("CN=bob", Duration.ofHours(1)), RefusalReason.CLIENT_CERTIFICATE_EXPIRED);
            assertCutOff(impatient, () -> {});
            try (RawClient session = caller.stay(alice)) {
                assertCutOff(impatient, () -> set(later));
                Caller.assertAlive(session);
            }
            assertThat(caller.enter(alice)).isEqualTo("CN=alice|2");
        }
    }

    private static TestListener open(ListenerConfig config) throws Exception {
        return TestListener.open(
                config, List.of(), ClientCertificateTest.Who.class, EchoEndpoint.class);
    }

    private interface Change {
        void apply() throws IOException;
    }

    /** A silent client has to go at the configured time, whatever is done to the clock. */
    private static void assertCutOff(TestListener listener, Change change) throws IOException {
        long begin = System.nanoTime();
        try (PlainClient silent = PlainClient.connect(listener)) {
            change.apply();
            assertThat(silent.readAll()).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(TIMEOUT.minusMillis(100), TIMEOUT.plus(LATE));
    }

    /** Around the right time. */
    private X509Bundle valid(String subject, Duration each) throws Exception {
        return pki.client(
                subject, builder -> builder.notBefore(real.minus(each)).notAfter(real.plus(each)));
    }
}
