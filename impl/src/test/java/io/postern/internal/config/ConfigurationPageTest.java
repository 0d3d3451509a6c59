package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the site that describe the keys say what the code does. */
class ConfigurationPageTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(wss\\.[^`]+)` \\| (?:`([^`]*)`|–) \\|", Pattern.MULTILINE);

    private static final Pattern EXAMPLE =
            Pattern.compile("^```properties\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "KEYSTORE_PASSWORD", "changeit",
                    "DEVICES_KEY_PASSWORD", "changeit",
                    "TOKEN_PIN", "1234",
                    "TLS_CERT", "-----BEGIN CERTIFICATE-----",
                    "TLS_KEY", "-----BEGIN PRIVATE KEY-----");

    private final String page = page("configuration.md");

    @Test
    void it_has_every_key_with_its_default_in_the_order_of_the_code() {
        Map<String, String> rows = new LinkedHashMap<>();
        ROW.matcher(page)
                .results()
                .forEach(row -> assertThat(rows.put(row.group(1), defaultOf(row))).isNull());
        Map<String, String> keys = new LinkedHashMap<>();
        for (ConfigKey key : ConfigKey.values()) {
            keys.put(key.key(), key.defaultValue());
            if (key == ConfigKey.PEM_PASSWORD) {
                for (PemPairKey.Part part : PemPairKey.Part.values()) {
                    keys.put(PemPairKey.template(part), "");
                }
            }
        }
        assertThat(rows).containsExactlyEntriesOf(keys);
    }

    @Test
    void it_has_every_key_of_tokens_and_tells_which_fail_the_deployment() {
        List<String> rows =
                Pattern.compile("^\\| `(mp\\.jwt[^`]+)` \\|", Pattern.MULTILINE)
                        .matcher(page)
                        .results()
                        .map(row -> row.group(1))
                        .toList();
        List<String> keys = Arrays.stream(JwtKey.values()).map(JwtKey::key).toList();
        assertThat(rows).isEqualTo(keys.stream().filter(key -> !key.contains("decrypt")).toList());
        assertThat(page).contains(keys);
    }

    private static String defaultOf(MatchResult row) {
        return row.group(2) == null ? "" : row.group(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration.md", "certificates.md"})
    void examples_are_valid(String name) {
        String page = page(name);
        List<String> examples =
                EXAMPLE.matcher(page).results().map(example -> example.group(1)).toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            String[] lines =
                    example.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .toArray(String[]::new);
            Reading reading = Readers.reader(ENVIRONMENT, lines).read();
            assertThat(reading.problems()).as(example).isEmpty();
        }
    }

    private static String page(String name) {
        Path module = Path.of(System.getProperty("basedir", ""));
        try {
            return Files.readString(module.resolve("../src/site/markdown/" + name).normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
