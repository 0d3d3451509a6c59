package io.postern.internal.config;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the names that the {@code Host} header of a request may have (RFC 9110 section 7.2). */
final class HostList {

    static final String ANY = "*";

    private static final String FORM =
            "a host is one name (in the xn-- form if international) or one address, without"
                    + " scheme, port and path, such as chat.example.com";

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    /** The last label of a name is not a number (RFC 3986 section 3.2.2, RFC 1123 section 2.1). */
    private static final Pattern NAME = Pattern.compile("(" + LABEL + "\\.)*(?![0-9]+$)" + LABEL);

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    private static final Pattern IPV4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);

    /** Its form only: that it is one that a client writes is for the owner to see. */
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*]");

    private static final int MAX_LENGTH = 253;

    private HostList() {}

    /**
     * Reads {@code *}, for any, or a comma-separated list of hosts.
     *
     * @return in lower case, an IPv6 address in brackets; none for any
     * @throws IllegalArgumentException when an entry is no host; the message names it
     */
    static Set<String> of(String list) {
        if (list.equals(ANY)) {
            return Set.of();
        }
        Set<String> hosts = new LinkedHashSet<>();
        for (String entry : list.split(",", -1)) {
            if (!entry.isBlank()) { // a comma too many says nothing
                hosts.add(host(entry.strip()));
            }
        }
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("must list at least one host; " + FORM);
        }
        return hosts;
    }

    private static String host(String entry) {
        if (entry.equals(ANY)) {
            throw new IllegalArgumentException(ANY + " allows every host and must stand alone");
        }
        String host = entry.toLowerCase(Locale.ROOT);
        boolean isAddress = IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
        boolean isName = host.length() <= MAX_LENGTH && NAME.matcher(host).matches();
        if (!isAddress && !isName) {
            throw new IllegalArgumentException(
                    "'"
                            + Redaction.printable(entry)
                            + "' is not a host: "
                            + FORM
                            + "; an IPv6 address is in brackets, as in [::1]");
        }
        return host;
    }
}
