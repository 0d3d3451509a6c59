package io.postern.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The least that implements MicroProfile Config: it offers only what the reader may use, throws for
 * every value with an expression, as some implementations do, and remembers what it was asked.
 */
final class MinimalConfig implements Config {

    private final Map<String, String> properties;
    private final List<String> asked = new ArrayList<>();

    MinimalConfig(Map<String, String> properties) {
        this.properties = properties;
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        asked.add(name);
        String value = properties.get(name);
        if (value != null && value.contains("${")) {
            throw new NoSuchElementException("Could not expand " + value + " in " + name);
        }
        return new Value(name, value, value == null ? null : "minimal");
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of(new Source());
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    private record Value(String getName, String getValue, String getSourceName)
            implements ConfigValue {

        @Override
        public String getRawValue() {
            return getValue;
        }

        @Override
        public int getSourceOrdinal() {
            return 100;
        }
    }

    private final class Source implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
            return properties.keySet();
        }

        @Override
        public String getValue(String name) {
            return properties.get(name);
        }

        @Override
        public String getName() {
            return "minimal";
        }
    }
}
