package io.postern.internal.identity;

import io.postern.upgrade.TokenPrincipal;
import java.util.Map;

/**
 * The bearer of a verified token.
 *
 * @param name of the principal
 * @param claims unmodifiable
 */
record VerifiedPrincipal(String name, Map<String, Object> claims) implements TokenPrincipal {

    @Override
    public String getName() {
        return name;
    }

    /** The name alone: claims may be private. */
    @Override
    public String toString() {
        return name;
    }
}
