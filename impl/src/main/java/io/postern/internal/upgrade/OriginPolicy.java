package io.postern.internal.upgrade;

import io.postern.internal.config.OriginRules;
import java.net.URI;
import java.util.List;

/**
 * Decides by the {@code Origin} header, which a browser sends and a page cannot forge (RFC 6455
 * section 10.2). Origins are compared part by part, never as substrings.
 */
final class OriginPolicy {

    private final OriginRules rules;

    OriginPolicy(OriginRules rules) {
        this.rules = rules;
    }

    /**
     * Whether a request may come from these origins.
     *
     * @param origins the values of all {@code Origin} headers; none for a client that is no browser
     * @param host the host that the request names, without port
     */
    boolean allows(List<String> origins, String host) {
        if (origins.isEmpty() || rules.any()) {
            return true;
        }
        return origins.size() == 1 && allows(origins.get(0), host);
    }

    private boolean allows(String origin, String host) {
        try {
            String normalised = OriginRules.normalise(origin);
            return rules.exact().contains(normalised)
                    || (rules.sameHost()
                            && URI.create(normalised).getHost().equalsIgnoreCase(host));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
