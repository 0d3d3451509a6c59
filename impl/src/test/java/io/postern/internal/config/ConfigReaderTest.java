package io.postern.internal.config;

import static io.postern.internal.config.Readers.read;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Dispatch;
import io.postern.PingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    private static final int K = 1024;

    private static final KeyStoreConfig KEY_STORE =
            KeyStoreConfig.pkcs12(
                    Path.of("/etc/chat/tls.p12"),
                    Secret.of("changeit"),
                    KeyEntry.ONLY,
                    "wss.tls.key-store.p12");

    @Test
    void a_key_store_is_all_that_must_be_set() {
        Reading reading = readWithKeyStore();
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.deployment())
                .isEqualTo(new DeploymentConfig(true, ContainerEndpoints.WITHHOLD));
        assertThat(reading.listeners()).containsExactly(defaults());
    }

    private static ListenerConfig defaults() {
        return new ListenerConfig(
                "default",
                new SocketConfig("0.0.0.0", 8444, 1024, 10000, SocketConfig.NO_LIMIT),
                new NegotiationConfig(16, 128, seconds(10), Overflow.DROP_OLDEST),
                tls(TlsProvider.AUTO, KEY_STORE),
                new UpgradeConfig(
                        "/",
                        seconds(5),
                        8 * K,
                        EntryRules.of(
                                new OriginRules(false, true, Set.of()), SocketConfig.NO_LIMIT),
                        Compression.OFF),
                new SessionConfig(
                        new ReceiveLimits(
                                new MessageLimits(64 * K, 64 * K, 128, seconds(30), 16),
                                new FrameRates(SocketConfig.NO_LIMIT, 100)),
                        new SendLimits(K * K, seconds(20), SendOverflow.CLOSE),
                        new SilenceLimits(PingMode.BANDWIDTH_SAVING, seconds(60), Duration.ZERO),
                        new EndingConfig(
                                seconds(10), new DrainConfig(seconds(25), 1001, seconds(1))),
                        Dispatch.MANAGED));
    }

    private static TlsConfig tls(TlsProvider provider, KeySource source) {
        return new TlsConfig(
                provider,
                new ServerCertificates(List.of(source), UnmatchedName.DEFAULT),
                TlsPolicy.standard(),
                ClientAuthConfig.NONE,
                ReloadConfig.STANDARD);
    }

    @Test
    void every_value_can_be_set() {
        Reading reading =
                read(
                        "wss.enabled=TRUE",
                        "wss.container-endpoints=allow",
                        "wss.host=::1",
                        "wss.port=0",
                        "wss.backlog=5",
                        "wss.max-connections=none",
                        "wss.max-connections-per-address=7",
                        "wss.negotiation.parallel=2",
                        "wss.negotiation.queue-capacity=0",
                        "wss.negotiation.timeout=3s",
                        "wss.negotiation.overflow=refuse-newest",
                        "wss.upgrade.timeout=PT1M",
                        "wss.upgrade.max-header-size=16k",
                        "wss.context-path=/app/",
                        "wss.origins=https://a.example",
                        "wss.max-sessions-per-principal=3",
                        "wss.compression=on",
                        "wss.max-message-size=1m",
                        "wss.max-frame-size=32k",
                        "wss.max-fragments=9",
                        "wss.message-timeout=1500ms",
                        "wss.pending-messages=1",
                        "wss.send-buffer-limit=512k",
                        "wss.send-timeout=4s",
                        "wss.max-frame-rate=50",
                        "wss.max-control-frame-rate=none",
                        "wss.ping.mode=latency-control",
                        "wss.ping.timeout=9s",
                        "wss.idle-timeout=1h",
                        "wss.close-timeout=6s",
                        "wss.drain-timeout=8s",
                        "wss.drain-close-code=1012",
                        "wss.drain-jitter=300ms",
                        "wss.dispatch=event-loop",
                        "wss.send-overflow=fail-send",
                        "wss.tls.provider=jdk",
                        "wss.tls.key-store.p12.path= relative/tls.p12 ",
                        "wss.tls.key-store.p12.password= blanks count ",
                        "wss.tls.key-store.p12.alias=server",
                        "wss.tls.key-store.p12.alias-password=other");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.deployment())
                .isEqualTo(new DeploymentConfig(true, ContainerEndpoints.ALLOW));
        assertThat(reading.listeners()).containsExactly(everythingElse());
    }

    private static ListenerConfig everythingElse() {
        KeyStoreConfig keyStore =
                KeyStoreConfig.pkcs12(
                        Path.of("relative/tls.p12"),
                        Secret.of(" blanks count "),
                        new KeyEntry(Optional.of("server"), Optional.of(Secret.of("other"))),
                        "wss.tls.key-store.p12");
        return new ListenerConfig(
                "default",
                new SocketConfig("::1", 0, 5, SocketConfig.NO_LIMIT, 7),
                new NegotiationConfig(2, 0, seconds(3), Overflow.REFUSE_NEWEST),
                tls(TlsProvider.JDK, keyStore),
                new UpgradeConfig(
                        "/app",
                        seconds(60),
                        16 * K,
                        EntryRules.of(OriginRules.of("https://a.example"), 3),
                        Compression.ON),
                new SessionConfig(
                        new ReceiveLimits(
                                new MessageLimits(K * K, 32 * K, 9, Duration.ofMillis(1500), 1),
                                new FrameRates(50, SocketConfig.NO_LIMIT)),
                        new SendLimits(512 * K, seconds(4), SendOverflow.FAIL_SEND),
                        new SilenceLimits(
                                PingMode.LATENCY_CONTROL, seconds(9), Duration.ofHours(1)),
                        new EndingConfig(
                                seconds(6),
                                new DrainConfig(seconds(8), 1012, Duration.ofMillis(300))),
                        Dispatch.EVENT_LOOP));
    }

    @ParameterizedTest
    @CsvSource({"1m, 1048576", "1k, 65536", "'', 65536"})
    void the_frame_limit_follows_a_larger_message_limit(String messageSize, int frameSize) {
        Reading reading = readWithKeyStore("wss.max-message-size=" + messageSize);
        assertThat(reading.listeners().get(0).session().messages().maxFrameSize())
                .isEqualTo(frameSize);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "0", "0s", "PT0S", "", "None"})
    void an_idle_timeout_may_be_none(String none) {
        Reading reading = readWithKeyStore("wss.idle-timeout=" + none);
        assertThat(reading.listeners().get(0).session().silence().idleTimeout()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"/, /", "/chat, /chat", "/chat/, /chat", "/a/b-c_d.e, /a/b-c_d.e"})
    void the_context_path_loses_its_last_slash_unless_it_is_the_root(String text, String path) {
        Reading reading = readWithKeyStore("wss.context-path=" + text);
        assertThat(reading.listeners().get(0).upgrade().contextPath()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss.port=", "wss.port=   ", "wss.port=${nothing:}"})
    void an_empty_value_means_absent(String line) {
        assertThat(readWithKeyStore(line).listeners()).containsExactly(defaults());
    }

    @Test
    void an_expression_is_replaced_by_what_it_refers_to() {
        Reading reading =
                readWithKeyStore(
                        Map.of("CHAT_PORT", "9001"),
                        "wss.port=${CHAT_PORT}",
                        "wss.host=${HOST:localhost}");
        assertThat(reading.problems()).isEmpty();
        SocketConfig socket = reading.listeners().get(0).socket();
        assertThat(socket.port()).isEqualTo(9001);
        assertThat(socket.host()).isEqualTo("localhost");
    }

    @Test
    void a_disabled_listener_needs_nothing_else() {
        Reading reading = read("wss.enabled=false", "wss.tls.key-store.p12.password=${MISSING}");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.deployment().enabled()).isFalse();
        assertThat(reading.listeners()).isEmpty();
    }

    @Test
    void each_known_key_is_read_once_and_pem_pairs_up_to_the_first_that_is_absent() {
        MinimalConfig config = new MinimalConfig(Map.of());
        new ConfigReader(config, Map.of(), "/home/ann").read();
        Stream<Key> firstPair =
                Stream.of(PemPairKey.Part.values()).map(part -> new PemPairKey(1, part));
        assertThat(config.asked())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(ConfigKey.values()), firstPair)
                                .map(Key::key)
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({"allow, ALLOW", "withhold, WITHHOLD", "'', WITHHOLD", "no, WITHHOLD"})
    void container_endpoints_alone_are_withheld_unless_allowed(
            String value, ContainerEndpoints expected) {
        Config config = Readers.config(Map.of(), "wss.container-endpoints=" + value);
        assertThat(ConfigReader.of(config).containerEndpoints()).isEqualTo(expected);
    }

    @Test
    void container_endpoints_alone_are_withheld_when_the_value_cannot_be_resolved() {
        Config config =
                Readers.config(
                        Map.of(), "wss.container-endpoints=${wss.container-endpoints}", "wss.x=1");
        assertThat(ConfigReader.of(config).containerEndpoints())
                .isEqualTo(ContainerEndpoints.WITHHOLD);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
