package io.postern.internal.identity;

import io.postern.internal.config.EntryRules;
import io.postern.internal.endpoint.CallbackContext;
import java.time.Clock;
import java.util.List;

/** Entries for listeners of tests. */
public final class Entries {

    private Entries() {}

    /** As the rules have it, with these checks. */
    public static Entry of(EntryRules rules, NamedCheck... checks) {
        try {
            return new Entry(
                    "default",
                    rules,
                    Identification.of(rules.identity(), Clock.systemUTC()),
                    List.of(checks),
                    CallbackContext.PLAIN);
        } catch (IdentityException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
