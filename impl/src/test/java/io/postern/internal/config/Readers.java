package io.postern.internal.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Readers on SmallRye Config with one properties file and one environment. */
final class Readers {

    static final String FILE = "PropertiesConfigSource[source=test.properties]";
    static final String PATH = "wss.tls.key-store.p12.path=/etc/chat/tls.p12";
    static final String PASSWORD = "wss.tls.key-store.p12.password=changeit";

    private Readers() {}

    /** Reads these lines and nothing else. */
    static Reading read(String... lines) {
        return reader(Map.of(), lines).read();
    }

    /** Reads these lines and those of a key store. */
    static Reading readWithKeyStore(String... lines) {
        return readWithKeyStore(Map.of(), lines);
    }

    static Reading readWithKeyStore(Map<String, String> environment, String... lines) {
        String[] all = new String[lines.length + 2];
        System.arraycopy(lines, 0, all, 2, lines.length);
        all[0] = PATH;
        all[1] = PASSWORD;
        return reader(environment, all).read();
    }

    static ConfigReader reader(Map<String, String> environment, String... lines) {
        return new ConfigReader(config(environment, lines), environment, "/home/ann");
    }

    static Config config(Map<String, String> environment, String... lines) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(properties(lines), "test.properties", 100))
                .build();
    }

    static Map<String, String> properties(String... lines) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            properties.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return properties;
    }

    static List<String> messages(Reading reading) {
        return reading.problems().stream().map(ConfigProblem::message).toList();
    }
}
