package io.postern.internal.identity;

import java.security.Key;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Public keys, all of which fit the one signature algorithm that is accepted.
 *
 * @param all at least one
 */
record VerificationKeys(List<Named> all) {

    VerificationKeys {
        all = List.copyOf(all);
    }

    /**
     * A key.
     *
     * @param id what tokens call it ({@code kid}, RFC 7517 section 4.5); empty for one without a
     *     name, which fits every token
     */
    record Named(Optional<String> id, Key key) {}

    /**
     * The key with which a token says that it is signed.
     *
     * @param id {@code kid} of the token, if it has one
     * @return empty when there is none
     * @throws TokenRefusal when there are several
     */
    Optional<Key> find(@Nullable String id) throws TokenRefusal {
        List<Named> fitting = all;
        if (id != null) {
            fitting = all.stream().filter(key -> key.id().equals(Optional.of(id))).toList();
            if (fitting.isEmpty()) {
                fitting = all.stream().filter(key -> key.id().isEmpty()).toList();
            }
        }
        if (fitting.size() > 1) {
            throw TokenRefusal.invalid(
                    id == null
                            ? "names no key (kid), and there are several that it may be signed with"
                            : "names a key (kid) that is there more than once");
        }
        return fitting.stream().findFirst().map(Named::key);
    }
}
