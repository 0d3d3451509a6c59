package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.Dispatch;
import io.postern.PingMode;
import io.postern.WebSocketListenerOptions;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebSocketListenerOptionsTest {

    private static final Map<Class<?>, Object> SAMPLES =
            Map.of(
                    int.class,
                    1,
                    String.class,
                    "x",
                    String[].class,
                    new String[] {"*"},
                    PingMode.class,
                    PingMode.LATENCY_CONTROL,
                    Dispatch.class,
                    Dispatch.EVENT_LOOP,
                    Duration.class,
                    Duration.ofMillis(1500));

    private static final Set<String> KEYS =
            ConfigKey.OF_LISTENER.stream()
                    .map(key -> key.key().substring(ConfigKey.PREFIX.length()))
                    .collect(Collectors.toSet());

    @Test
    void each_typed_option_sets_a_configuration_key() throws Exception {
        List<Method> typed =
                Arrays.stream(WebSocketListenerOptions.Builder.class.getMethods())
                        .filter(method -> method.getParameterCount() == 1)
                        .filter(method -> method.getDeclaringClass() != Object.class)
                        .toList();
        assertThat(typed).hasSizeGreaterThan(15);
        for (Method method : typed) {
            WebSocketListenerOptions.Builder builder = WebSocketListenerOptions.builder();
            method.invoke(builder, SAMPLES.get(method.getParameterTypes()[0]));
            assertThat(builder.build().values().keySet())
                    .as(method.getName())
                    .hasSize(1)
                    .isSubsetOf(KEYS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_ping_mode_is_written_as_the_configuration_reads_it(PingMode mode) {
        String value =
                WebSocketListenerOptions.builder().pingMode(mode).build().values().get("ping.mode");
        assertThat(ValueConverters.choice(PingMode.class).apply(value)).isEqualTo(mode);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VIRTUAL")
    void a_dispatch_is_written_as_the_configuration_reads_it(Dispatch dispatch) {
        String value =
                WebSocketListenerOptions.builder()
                        .dispatch(dispatch)
                        .build()
                        .values()
                        .get("dispatch");
        assertThat(ValueConverters.dispatch(value)).isEqualTo(dispatch);
    }

    @Test
    void a_duration_is_written_as_the_configuration_reads_it() {
        WebSocketListenerOptions options =
                WebSocketListenerOptions.builder().sendTimeout(Duration.ofMillis(1500)).build();
        assertThat(ValueConverters.timeout(options.values().get("send-timeout")))
                .isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void options_are_a_copy_and_tell_no_secret() {
        TreeMap<String, String> values = new TreeMap<>(Map.of("port", "1"));
        WebSocketListenerOptions options = new WebSocketListenerOptions(values);
        values.put("port", "2");
        assertThat(options.values()).containsEntry("port", "1");
        assertThat(
                        WebSocketListenerOptions.builder()
                                .port(8445)
                                .option("tls.key-store.p12.password", "hush")
                                .option("tls.key-store.pem.key", "-----BEGIN PRIVATE KEY-----")
                                .build())
                .hasToString(
                        "WebSocketListenerOptions[port=8445, tls.key-store.p12.password,"
                                + " tls.key-store.pem.key]");
    }
}
