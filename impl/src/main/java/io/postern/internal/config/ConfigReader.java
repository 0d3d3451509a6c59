package io.postern.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads the configuration from MicroProfile Config, of whose portable interface alone it makes use.
 * No other class of this project touches MicroProfile Config.
 *
 * <p>Read while the application is being deployed: a server may have taken the sources away when it
 * stops. Thread-safe as far as the {@link Config} is.
 */
public final class ConfigReader {

    private final Config config;
    private final Map<String, String> environment;
    private final String userHome;

    /**
     * @param environment the variables behind those names that {@code config} has from the
     *     environment
     * @param userHome where the directory of a development certificate is made
     */
    ConfigReader(Config config, Map<String, String> environment, String userHome) {
        this.config = config;
        this.environment = Map.copyOf(environment);
        this.userHome = userHome;
    }

    /** A reader of {@code config}, which is the application's own. */
    public static ConfigReader of(Config config) {
        return new ConfigReader(config, System.getenv(), System.getProperty("user.home", ""));
    }

    /**
     * Reads everything once. Unusable, contradictory, missing and unknown keys are the reading's
     * problems, all of them together, and never exceptions. With {@code wss.enabled=false} the keys
     * of the listener are checked for their names only, so that a deployment without the listener
     * needs no key store.
     */
    public Reading read() {
        KeyValues values = new KeyValues(this::setting);
        DeploymentConfig deployment =
                new DeploymentConfig(
                        values.get(ConfigKey.ENABLED, ValueConverters::bool),
                        containerEndpoints(values));
        Optional<ListenerConfig> listener =
                deployment.enabled()
                        ? new ListenerReader(values, userHome).read()
                        : Optional.empty();
        List<ConfigProblem> problems = new ArrayList<>(values.problems());
        problems.addAll(
                new UnknownKeys(environment, this::setting).among(config.getPropertyNames()));
        return new Reading(deployment, listener, problems);
    }

    /**
     * {@code wss.container-endpoints} alone, for a class that the server makes and asks; {@link
     * ContainerEndpoints#WITHHOLD} also when the value is unusable, which {@link #read()} reports.
     */
    public ContainerEndpoints containerEndpoints() {
        return containerEndpoints(new KeyValues(this::setting));
    }

    /**
     * The limits of sessions alone, for who asks whether a listener is opened or not; the default
     * in place of an unusable value, which {@link #read()} reports.
     */
    public SessionConfig session() {
        return new ListenerReader(new KeyValues(this::setting), userHome).session();
    }

    /** As {@link #session()}, {@code wss.compression} alone. */
    public Compression compression() {
        return new KeyValues(this::setting)
                .get(ConfigKey.COMPRESSION, ValueConverters.choice(Compression.class));
    }

    private static ContainerEndpoints containerEndpoints(KeyValues values) {
        Function<String, ContainerEndpoints> choice =
                ValueConverters.choice(ContainerEndpoints.class);
        return values.get(ConfigKey.CONTAINER_ENDPOINTS, choice);
    }

    private Setting setting(String name) {
        ConfigValue value;
        try {
            value = config.getConfigValue(name);
        } catch (RuntimeException e) {
            // some values cannot be resolved at all, such as ${...} that refers to itself; the
            // exception is dropped because its message may hold a part of the value
            return unresolved(name);
        }
        return new Setting(name, value.getValue(), value.getRawValue(), value.getSourceName());
    }

    private Setting unresolved(String name) {
        for (ConfigSource source : config.getConfigSources()) {
            String raw = source.getValue(name);
            if (raw != null) {
                return new Setting(name, null, raw, source.getName());
            }
        }
        return new Setting(name, null, "${...}", null);
    }
}
