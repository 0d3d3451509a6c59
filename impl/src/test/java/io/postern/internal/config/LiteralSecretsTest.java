package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralSecretsTest {

    private static final String PASSWORD = "wss.tls.key-store.p12.password";
    private static final String CANARY = "S3CR3T-c4n4ry";
    private static final String FILE = "microprofile-config.properties";
    private static final String IN_WAR = "jar:file:/srv/chat.war!/WEB-INF/classes/META-INF/" + FILE;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss.tls.key-store.p12.password",
                "wss.tls.key-store.jks.alias-password",
                "wss.tls.key-store.other.password",
                "wss.tls.key-store.pem.password",
                "wss.tls.key-store.pem.2.password",
                "wss.tls.trust-store.p12.password",
                "wss.devices.tls.key-store.p12.password"
            })
    void a_password_written_out_inside_the_application_is_found(String key) {
        List<LiteralSecret> found = in(IN_WAR, Map.of(key, CANARY));

        assertThat(found).containsExactly(new LiteralSecret(key, ConfigKey.environmentName(key)));
        assertThat(found.toString()).doesNotContain(CANARY);
    }

    @Test
    void the_file_of_a_profile_is_inside_the_application_too() {
        assertThat(in("META-INF/microprofile-config-prod.properties", Map.of(PASSWORD, CANARY)))
                .hasSize(1);
    }

    @Test
    void an_inline_private_key_is_found_and_the_path_of_one_is_none() {
        String pem = "-----BEGIN PRIVATE KEY-----" + CANARY + "-----END PRIVATE KEY-----";

        assertThat(in(IN_WAR, Map.of("wss.tls.key-store.pem.key", pem))).hasSize(1);
        assertThat(in(IN_WAR, Map.of("wss.tls.key-store.pem.key", "/etc/chat/key.pem"))).isEmpty();
        assertThat(in(IN_WAR, Map.of("wss.tls.key-store.pem.cert", pem))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${KEYSTORE_PASSWORD}", "${MISSING}", "a${KEYSTORE_PASSWORD}", ""})
    void a_value_that_comes_from_elsewhere_or_is_none_is_not_found(String value) {
        assertThat(in(IN_WAR, Map.of(PASSWORD, value, "KEYSTORE_PASSWORD", CANARY))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/chat/chat.properties", "SysPropConfigSource", "x.properties"})
    void a_file_outside_of_the_application_is_no_matter(String source) {
        assertThat(in(source, Map.of(PASSWORD, CANARY))).isEmpty();
    }

    @Test
    void a_key_that_is_overridden_from_outside_is_not_found() {
        Map<String, String> environment = Map.of("WSS_TLS_KEY_STORE_P12_PASSWORD", "from outside");
        Config config =
                new SmallRyeConfigBuilder()
                        .withSources(
                                new EnvConfigSource(environment, 300),
                                new PropertiesConfigSource(Map.of(PASSWORD, CANARY), IN_WAR, 100))
                        .build();

        assertThat(new ConfigReader(config, environment, "/home/ann").literalSecrets()).isEmpty();
    }

    @Test
    void other_peoples_passwords_are_theirs() {
        assertThat(in(IN_WAR, Map.of("db.password", CANARY))).isEmpty();
    }

    @Test
    void another_implementation_of_the_configuration_will_do() {
        MinimalConfig config = new MinimalConfig(Map.of(PASSWORD, CANARY));

        assertThat(new ConfigReader(config, Map.of(), "").literalSecrets()).isEmpty();
        assertThat(
                        new LiteralSecrets(
                                        name ->
                                                new Setting(
                                                        name, CANARY, CANARY, "file:/a/" + FILE))
                                .among(config.getPropertyNames()))
                .hasSize(1);
    }

    private static List<LiteralSecret> in(String source, Map<String, String> properties) {
        Config config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(properties, source, 100))
                        .build();
        return new ConfigReader(config, Map.of(), "/home/ann").literalSecrets();
    }
}
