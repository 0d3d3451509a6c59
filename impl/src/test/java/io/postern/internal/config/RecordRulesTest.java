package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.postern.Dispatch;
import io.postern.PingMode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The records refuse what cannot be, whoever makes them. */
class RecordRulesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TOO_LONG = Duration.ofDays(366);
    private static final OriginRules ORIGINS = OriginRules.of("same-host");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_record_refuses(String rule, ThrowingCallable make) {
        assertThatIllegalArgumentException().isThrownBy(make).withMessageContaining(rule);
    }

    static Stream<Arguments> a_record_refuses() {
        return Stream.of(
                refusal("host must be", () -> socket("", 1, 1, 1, 1)),
                refusal("host must be", () -> socket("localhost:8444", 1, 1, 1, 1)),
                refusal("host must be", () -> socket("https://localhost", 1, 1, 1, 1)),
                refusal("port must be between 0 and 65535, but is -1", () -> socket(-1)),
                refusal("port must be between 0 and 65535, but is 65536", () -> socket(65536)),
                refusal("backlog must be at least 1", () -> socket("h", 0, 0, 1, 1)),
                refusal("maxConnections must be at least 1", () -> socket("h", 0, 1, 0, 1)),
                refusal("maxConnectionsPerAddress must be", () -> socket("h", 0, 1, 1, 0)),
                refusal("parallel must be at least 1", () -> negotiation(0, 0, SECOND)),
                refusal("queueCapacity must be at least 0", () -> negotiation(1, -1, SECOND)),
                refusal("timeout must be between 1ms", () -> negotiation(1, 0, Duration.ZERO)),
                refusal("timeout must be between 1ms", () -> negotiation(1, 0, TOO_LONG)),
                refusal("timeout must be", () -> negotiation(1, 0, Duration.ofNanos(999_999))),
                refusal("maxHeaderSize must be between 1 and 2147483639", () -> upgrade("/", 0)),
                refusal("contextPath must be", () -> upgrade("chat", 1)),
                refusal("contextPath must be", () -> upgrade("/chat/", 1)),
                refusal("maxMessageSize must be", () -> messages(0, 1, 1)),
                refusal("maxMessageSize must be", () -> messages(Integer.MAX_VALUE - 7, 1, 1)),
                refusal("maxFrameSize must be", () -> messages(1, 0, 1)),
                refusal("maxFragments must be", () -> messages(1, 1, 0)),
                refusal("bufferLimit must be", () -> new SendLimits(0, SECOND, SendOverflow.CLOSE)),
                refusal("closeCode must be", () -> new DrainConfig(SECOND, 1000, SECOND)),
                refusal(
                        "timeout must be",
                        () -> new SendLimits(1, Duration.ofMillis(-1), SendOverflow.CLOSE)),
                refusal("data must be at least 1", () -> new FrameRates(0, 1)),
                refusal("control must be at least 1", () -> new FrameRates(1, 0)),
                refusal(
                        "pingTimeout must be between",
                        () -> new SilenceLimits(PingMode.OFF, Duration.ZERO, SECOND)),
                refusal("idleTimeout must be zero (none) or", () -> idle(Duration.ofNanos(1))),
                refusal("alias must not be blank", () -> keyStore("a.p12", " ", "p")),
                refusal("path must not be empty", () -> keyStore("", "a", "p")),
                refusal("keyPrefix must not be blank", () -> keyStore("a.p12", "a", "")),
                refusal("directory must not be empty", () -> new SelfSigned(Path.of(""))),
                refusal("interval must be between 100ms", () -> reload(Duration.ofMillis(99))),
                refusal("interval must be between 100ms", () -> reload(TOO_LONG)),
                refusal("responder must be", () -> new Revocation.Ocsp(URI.create("ftp://a/"))),
                refusal("responder must be", () -> stapling(true, "ftp://a/")),
                refusal("responder must be empty", () -> stapling(false, "http://a/")),
                refusal("path must not be empty", () -> new Revocation.Crl(Path.of(""))),
                refusal("must not be blank", () -> trust("", "k")),
                refusal("must not be blank", () -> trust("a.p12", "")),
                refusal("trust must not be empty", () -> clients(PathValidation.REQUIRED, SECOND)),
                refusal("timeout must be", () -> clients(PathValidation.VALIDATORS, Duration.ZERO)),
                refusal(
                        "sources must not be empty",
                        () -> new ServerCertificates(List.of(), UnmatchedName.DEFAULT)),
                refusal("must not be blank", () -> new ConfigProblem("k", "")),
                refusal("must stand alone", () -> new OriginRules(true, true, Set.of())));
    }

    @Test
    void the_ends_of_each_range_are_allowed() {
        assertThatCode(
                        () -> {
                            socket(0);
                            socket(65535);
                            socket("::1", 0, 1, SocketConfig.NO_LIMIT, SocketConfig.NO_LIMIT);
                            negotiation(1, 0, Duration.ofMillis(1));
                            negotiation(1, Integer.MAX_VALUE, Duration.ofDays(365));
                            messages(Integer.MAX_VALUE - 8, 1, 1);
                            idle(Duration.ZERO);
                            upgrade("/a/b-c_d.e~f", 1);
                            reload(Duration.ofMillis(100));
                            reload(Duration.ofDays(365));
                            clients(PathValidation.VALIDATORS, Duration.ofNanos(1));
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void a_reading_with_problems_has_a_draft_but_no_listener() {
        ListenerConfig listener = Readers.readWithKeyStore().listeners().get(0);
        Reading reading =
                new Reading(
                        new DeploymentConfig(true, ContainerEndpoints.ALLOW),
                        List.of(
                                new ListenerDraft(
                                        "default", Optional.of(listener), true, Map.of())),
                        List.of(new ConfigProblem("k", "m")));
        assertThat(reading.listeners()).isEmpty();
        assertThat(reading.drafts().get(0).config()).contains(listener);
    }

    private static Arguments refusal(String rule, ThrowingCallable make) {
        return arguments(rule, make);
    }

    private static SocketConfig socket(int port) {
        return socket("127.0.0.1", port, 1, 1, 1);
    }

    private static SocketConfig socket(String host, int port, int backlog, int max, int each) {
        return new SocketConfig(host, port, backlog, max, each);
    }

    private static NegotiationConfig negotiation(int parallel, int queue, Duration timeout) {
        return new NegotiationConfig(parallel, queue, timeout, Overflow.DROP_OLDEST);
    }

    private static UpgradeConfig upgrade(String contextPath, int maxHeaderSize) {
        return new UpgradeConfig(
                contextPath, SECOND, maxHeaderSize, EntryRules.of(ORIGINS, 1), Compression.OFF);
    }

    private static MessageLimits messages(int message, int frame, int fragments) {
        return new MessageLimits(message, frame, fragments, SECOND, 1);
    }

    private static SessionConfig idle(Duration idleTimeout) {
        return new SessionConfig(
                new ReceiveLimits(messages(1, 1, 1), new FrameRates(1, 1)),
                new SendLimits(1, SECOND, SendOverflow.CLOSE),
                new SilenceLimits(PingMode.OFF, SECOND, idleTimeout),
                new EndingConfig(SECOND, new DrainConfig(SECOND, 1001, SECOND)),
                Dispatch.MANAGED);
    }

    private static KeyStoreConfig keyStore(String path, String alias, String prefix) {
        KeyEntry entry = new KeyEntry(Optional.of(alias), Optional.empty());
        return KeyStoreConfig.pkcs12(Path.of(path), Secret.of("s"), entry, prefix);
    }

    private static StaplingConfig stapling(boolean on, String responder) {
        return new StaplingConfig(on, Optional.of(URI.create(responder)));
    }

    private static ReloadConfig reload(Duration interval) {
        return new ReloadConfig(Optional.of(interval), OnTrustChange.KEEP);
    }

    private static TrustSource trust(String path, String prefix) {
        Secret password = Secret.of("s");
        return new TrustSource.InKeyStore(KeyStoreType.JKS, Path.of(path), password, prefix);
    }

    /** Of clients for whom no trust store vouches. */
    private static ClientAuthConfig clients(PathValidation validation, Duration timeout) {
        return new ClientAuthConfig(
                ClientAuth.OPTIONAL,
                Optional.empty(),
                new ClientAuthConfig.Path(validation, new Revocation.None()),
                PrincipalSource.CN,
                timeout);
    }
}
