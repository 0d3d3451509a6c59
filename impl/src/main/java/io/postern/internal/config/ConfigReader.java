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
 * stops. Passwords and private keys alone are asked for again, by each {@link Secret}, when
 * certificates are loaded anew. Thread-safe as far as the {@link Config} is.
 */
public final class ConfigReader {

    private final Config config;
    private final Map<String, String> environment;
    private final String userHome;
    private final Function<String, Optional<ByApplication>> certificates;
    private final MadeListeners made;
    private final boolean alwaysDefault;

    /**
     * @param environment the variables behind those names that {@code config} has from the
     *     environment
     * @param userHome where the directory of a development certificate is made
     */
    ConfigReader(Config config, Map<String, String> environment, String userHome) {
        this(config, environment, userHome, listener -> Optional.empty(), MadeListeners.NONE, true);
    }

    private ConfigReader(
            Config config,
            Map<String, String> environment,
            String userHome,
            Function<String, Optional<ByApplication>> certificates,
            MadeListeners made,
            boolean alwaysDefault) {
        this.certificates = certificates;
        this.made = made;
        this.alwaysDefault = alwaysDefault;
        this.config = config;
        this.environment = Map.copyOf(environment);
        this.userHome = userHome;
    }

    /** A reader of {@code config}, which is the application's own. */
    public static ConfigReader of(Config config) {
        return new ConfigReader(config, System.getenv(), System.getProperty("user.home", ""));
    }

    /**
     * The same for an application that has certificates itself.
     *
     * @param given what it gives to the listener of a name
     */
    public ConfigReader withCertificates(Function<String, Optional<ByApplication>> given) {
        return new ConfigReader(config, environment, userHome, given, made, alwaysDefault);
    }

    /**
     * The same for an application that makes listeners itself.
     *
     * @param listeners which, and what they are made with as far as that is known
     */
    public ConfigReader with(MadeListeners listeners) {
        return new ConfigReader(
                config, environment, userHome, certificates, listeners, alwaysDefault);
    }

    /**
     * The same for an application without an endpoint for the default listener: where it has other
     * listeners, and neither port nor certificate for the default one, that is left out.
     */
    public ConfigReader withDefaultWhereConfigured() {
        return new ConfigReader(config, environment, userHome, certificates, made, false);
    }

    /** The names of all listeners, those included that the application makes itself. */
    public List<String> allNames() {
        return concat(listenerNames(), made.names());
    }

    /** Why no listener can have this name; empty when one can. */
    public static Optional<String> flawOfName(String name) {
        return ListenerNames.flaw(name);
    }

    /** The listeners' names, the default one's first; those that cannot be used are left out. */
    public List<String> listenerNames() {
        List<String> all = new ArrayList<>(List.of(KeyNames.DEFAULT.listener()));
        all.addAll(ListenerNames.read(values()));
        return List.copyOf(all);
    }

    /**
     * Reads everything once. Unusable, contradictory, missing and unknown keys are the reading's
     * problems, all of them together, and never exceptions. With {@code wss.enabled=false} the keys
     * of the listeners are checked for their names only, so that a deployment without a listener
     * needs no key store.
     */
    public Reading read() {
        DefaultLookup source = lookup();
        KeyValues values = new KeyValues(source);
        DeploymentConfig deployment =
                new DeploymentConfig(
                        values.get(ConfigKey.ENABLED, ValueConverters::bool),
                        containerEndpoints(values));
        List<String> names = ListenerNames.read(values);
        List<ListenerDraft> drafts = List.of();
        List<ConfigProblem> problems = new ArrayList<>();
        if (deployment.enabled()) {
            ListenersReader listeners = new ListenersReader(source, values, userHome, certificates);
            boolean needsDefault = alwaysDefault || allNames().size() == 1;
            drafts = listeners.read(needsDefault, concat(names, made.options().keySet()));
            problems.addAll(listeners.problems());
        } else {
            problems.addAll(values.problems());
        }
        problems.addAll(
                new UnknownKeys(environment, source(), concat(names, made.names()))
                        .among(concat(config.getPropertyNames(), made.keys())));
        return new Reading(deployment, drafts, problems);
    }

    /**
     * {@code wss.container-endpoints} alone, for a class that the server makes and asks; {@link
     * ContainerEndpoints#WITHHOLD} also when the value is unusable, which {@link #read()} reports.
     */
    public ContainerEndpoints containerEndpoints() {
        return containerEndpoints(values());
    }

    /**
     * The limits of sessions of the default listener alone, for who asks whether a listener is
     * opened or not; the default in place of an unusable value, which {@link #read()} reports.
     */
    public SessionConfig session() {
        return new ListenerReader(KeyNames.DEFAULT.listener(), values(), userHome, Optional.empty())
                .session();
    }

    /** As {@link #session()}, {@code wss.compression} alone. */
    public Compression compression() {
        return values().get(ConfigKey.COMPRESSION, ValueConverters.choice(Compression.class));
    }

    /**
     * The keys whose values are passwords or private keys, written out in a configuration file
     * inside the application: usable, and worth a warning.
     */
    public List<LiteralSecret> literalSecrets() {
        return new LiteralSecrets(source()).among(config.getPropertyNames());
    }

    private static ContainerEndpoints containerEndpoints(KeyValues values) {
        Function<String, ContainerEndpoints> choice =
                ValueConverters.choice(ContainerEndpoints.class);
        return values.get(ConfigKey.CONTAINER_ENDPOINTS, choice);
    }

    private KeyValues values() {
        return new KeyValues(lookup());
    }

    private DefaultLookup lookup() {
        return new DefaultLookup(source(), config::getPropertyNames);
    }

    /** Holds no more than it needs: each {@link Secret} has it while the listener is open. */
    private Function<String, Setting> source() {
        Config asked = config;
        MadeListeners alsoAsked = made;
        return name -> setting(name, asked, alsoAsked);
    }

    private static Setting setting(String name, Config config, MadeListeners made) {
        ConfigValue value;
        try {
            value = config.getConfigValue(name);
        } catch (RuntimeException e) {
            // some values cannot be resolved at all, such as ${...} that refers to itself; the
            // exception is dropped because its message may hold a part of the value
            return unresolved(name, config);
        }
        Setting configured =
                new Setting(name, value.getValue(), value.getRawValue(), value.getSourceName());
        return configured.isAbsent() ? made.setting(name).orElse(configured) : configured;
    }

    private static List<String> concat(Iterable<String> some, Iterable<String> others) {
        List<String> all = new ArrayList<>();
        some.forEach(all::add);
        others.forEach(all::add);
        return all;
    }

    private static Setting unresolved(String name, Config config) {
        for (ConfigSource source : config.getConfigSources()) {
            String raw = source.getValue(name);
            if (raw != null) {
                return new Setting(name, null, raw, source.getName());
            }
        }
        return new Setting(name, null, "${...}", null);
    }
}
