package io.postern.internal.config;

import static io.postern.internal.config.ConfigKey.HOST;
import static io.postern.internal.config.ConfigKey.PORT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds listeners that want one port of one host. */
final class PortConflicts {

    private static final int ANY_FREE_PORT = 0;

    /** They stand for all addresses of the machine, and so for whatever another one names. */
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");

    private final List<Address> addresses = new ArrayList<>();

    private record Address(String host, int port, KeyValues values) {

        boolean conflictsWith(Address other) {
            boolean sameHost =
                    host.equalsIgnoreCase(other.host)
                            || WILDCARDS.contains(host)
                            || WILDCARDS.contains(other.host);
            return sameHost && port == other.port && port != ANY_FREE_PORT;
        }
    }

    /**
     * Notes a problem when an earlier listener has the address of the one with these values.
     *
     * @return whether the address is one that can be tried
     */
    boolean check(KeyValues values) {
        if (values.isRefused(HOST) || values.isRefused(PORT)) {
            return false;
        }
        Address address =
                new Address(
                        values.get(HOST, ValueConverters::host),
                        values.get(PORT, ValueConverters.integer(IntRange.PORT)),
                        values);
        addresses.stream()
                .filter(address::conflictsWith)
                .findFirst()
                .ifPresent(other -> values.refuse(PORT, rule(other)));
        addresses.add(address);
        return !values.isRefused(PORT);
    }

    private static String rule(Address other) {
        return "is taken by another listener, which has "
                + other.values().valueOf(PORT)
                + " on the same host; give each a port of its own, or 0 to have one chosen";
    }
}
