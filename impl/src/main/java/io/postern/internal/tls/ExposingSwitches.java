package io.postern.internal.tls;

import static io.postern.internal.tls.TlsLog.LOG;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The switches of Netty and of the JDK that write the secrets of connections, or what was sent over
 * them, to a log. They are for finding faults and are easily forgotten.
 */
public final class ExposingSwitches {

    private static final String NETTY_KEYS = "io.netty.ssl.masterKeyHandler";
    private static final String NETTY_LOGGER = "io.netty.wireshark";

    /** What Netty takes for true. */
    private static final Set<String> NETTY_TRUE = Set.of("", "true", "yes", "1");

    private static final String JDK_DEBUG = "javax.net.debug";

    /** The words of {@code javax.net.debug} after which handshakes or their content are printed. */
    private static final Set<String> JDK_WORDS =
            Set.of("all", "ssl", "handshake", "data", "record", "plaintext", "packet", "keygen");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z]+");

    private final Function<String, @Nullable String> properties;
    private final Predicate<String> debugged;

    /**
     * @param properties the system properties
     * @param debugged whether a log category writes messages of level DEBUG
     */
    ExposingSwitches(Function<String, @Nullable String> properties, Predicate<String> debugged) {
        this.properties = properties;
        this.debugged = debugged;
    }

    /** Looks at this virtual machine and warns of each switch that is on. */
    public static void warn() {
        new ExposingSwitches(System::getProperty, name -> Logger.getLogger(name).isDebugEnabled())
                .on()
                .forEach(LOG::exposingSwitch);
    }

    /** The switches that are on, as one writes them. */
    List<String> on() {
        List<String> on = new ArrayList<>();
        String keys = properties.apply(NETTY_KEYS);
        if (keys != null && NETTY_TRUE.contains(keys.strip().toLowerCase(Locale.ROOT))) {
            on.add("system property " + NETTY_KEYS + "=" + keys.strip());
        }
        String debug = properties.apply(JDK_DEBUG);
        if (debug != null && isExposing(debug)) {
            on.add("system property " + JDK_DEBUG + "=" + Printable.of(debug));
        }
        if (debugged.test(NETTY_LOGGER)) {
            on.add("level DEBUG of the log category " + NETTY_LOGGER);
        }
        return on;
    }

    /** An empty value has the JDK write all of it to the log category {@code javax.net.ssl}. */
    private static boolean isExposing(String debug) {
        return debug.isEmpty()
                || BETWEEN_WORDS
                        .splitAsStream(debug.toLowerCase(Locale.ROOT))
                        .anyMatch(JDK_WORDS::contains);
    }
}
