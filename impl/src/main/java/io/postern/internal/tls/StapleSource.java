package io.postern.internal.tls;

import java.time.Instant;

/** Where staples come from. */
interface StapleSource {

    /**
     * Fetches a staple that has been verified. May block, within a bound.
     *
     * @throws OcspException if there is none
     */
    Staple fetch(StapleTarget target, Instant now) throws OcspException;
}
