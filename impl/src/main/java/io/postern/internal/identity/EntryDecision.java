package io.postern.internal.identity;

import io.postern.RefusalReason;
import io.postern.internal.endpoint.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a client may enter. */
public sealed interface EntryDecision {

    /**
     * It may.
     *
     * @param identifiedBy what has said who it is, for the audit
     * @param headers that checks add to the response
     */
    record Admitted(
            Identity identity, Optional<String> identifiedBy, Map<String, List<String>> headers)
            implements EntryDecision {}

    /**
     * It may not.
     *
     * @param status of the response
     * @param headers of the response
     */
    record Refused(
            RefusalReason reason, int status, Map<String, List<String>> headers, Finding finding)
            implements EntryDecision {}
}
