package io.postern.upgrade;

import java.security.Principal;
import java.util.Map;

/**
 * The principal of a client that has presented a bearer token (MicroProfile JWT 2.1). Its name is
 * the claim {@code upn}, else {@code preferred_username}, else {@code sub}; its roles are the claim
 * {@code groups}.
 */
public interface TokenPrincipal extends Principal {

    /**
     * All claims of the verified token, unmodifiable: strings, numbers, booleans, lists and maps,
     * as the token has them.
     */
    Map<String, Object> claims();
}
