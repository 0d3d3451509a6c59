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

    /** The endpoint's own rules. */
    EntryPolicy policy();
}
