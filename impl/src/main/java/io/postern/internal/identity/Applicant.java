package io.postern.internal.identity;

import io.postern.internal.endpoint.EntryPolicy;
import io.postern.internal.endpoint.Identity;
import io.postern.upgrade.UpgradeRequest;

/** A client whose request has found its endpoint. */
public interface Applicant {

    /** Who it is as far as the TLS handshake has shown. */
    Identity secured();

    /** The request, of a client that is known as this one. */
    UpgradeRequest as(Identity identity);

    /** Whether the client still waits for an answer: else nobody need be asked about it. */
    boolean isWaiting();

    /** The endpoint's own rules. */
    EntryPolicy policy();
}
