package io.postern.internal.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds names that begin like keys and are none.
 *
 * <p>Names that come from environment variables need care. {@code WSS_TLS_KEY_STORE_P12_PATH} sets
 * {@code wss.tls.key-store.p12.path}, but it cannot tell a dot from a hyphen, and so an
 * implementation of MicroProfile Config may list it as {@code wss.tls.key.store.p12.path}. Such a
 * name is judged as the variable that it comes from; where there is no such variable it is a wrong
 * key like any other.
 */
final class UnknownKeys {

    private static final String VARIABLE_PREFIX = ConfigKey.environmentName(ConfigKey.PREFIX);

    /**
     * What Kubernetes sets in every container of a namespace that has a service named wss or
     * wss-something, and what nobody meant as configuration; no key ends like these, but for a
     * listener that is named so and declared, whose keys are known before this is asked.
     */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(
                    "WSS_([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
                            + "|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)=.*"
                            + "|WSS_[A-Z0-9_]+_PORT=(tcp|udp|sctp)://.*");

    private final Map<String, String> environment;
    private final Map<String, String> variablesByNormalForm = new HashMap<>();
    private final Function<String, Setting> source;
    private final KnownNames keys;
    private final KnownNames variables;

    /**
     * @param environment the variables behind those names that come from the environment
     * @param source what the configuration says about a name
     * @param listeners the names of the listeners that are declared
     */
    UnknownKeys(
            Map<String, String> environment,
            Function<String, Setting> source,
            List<String> listeners) {
        this.environment = environment;
        this.source = source;
        this.keys = new KnownNames(Notation.KEY, listeners);
        this.variables = new KnownNames(Notation.VARIABLE, listeners);
        for (String variable : environment.keySet()) {
            variablesByNormalForm.put(ConfigKey.environmentName(variable), variable);
        }
    }

    /** A problem for each of {@code names} that begins like a key, has a value and is no key. */
    List<ConfigProblem> among(Iterable<String> names) {
        // sorted, and one for the two names under which a variable may be listed
        SortedMap<String, ConfigProblem> problems = new TreeMap<>();
        for (String name : names) {
            problemOf(name).ifPresent(problem -> problems.put(problem.key(), problem));
        }
        return List.copyOf(problems.values());
    }

    private Optional<ConfigProblem> problemOf(String name) {
        String normalForm = ConfigKey.environmentName(name);
        if (keys.has(name) || !normalForm.startsWith(VARIABLE_PREFIX)) {
            return Optional.empty();
        }
        String variable = variablesByNormalForm.get(normalForm);
        if (variable != null) {
            return unknownVariable(variable, normalForm);
        }
        return name.startsWith(ConfigKey.PREFIX) ? unknownKey(name) : Optional.empty();
    }

    private Optional<ConfigProblem> unknownVariable(String variable, String normalForm) {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()
                || variables.has(normalForm)
                || SERVICE_LINK.matcher(variable + "=" + value).matches()) {
            return Optional.empty();
        }
        String what = variable + " (environment variable): sets no known key; ";
        return Optional.of(new ConfigProblem(variable, what + variables.advice(normalForm)));
    }

    private Optional<ConfigProblem> unknownKey(String name) {
        Setting setting = source.apply(name);
        if (setting.isAbsent()) {
            return Optional.empty();
        }
        String what = setting.withSource() + ": unknown key; ";
        return Optional.of(new ConfigProblem(name, what + keys.advice(name)));
    }
}
