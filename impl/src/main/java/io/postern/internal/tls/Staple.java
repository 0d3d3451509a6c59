package io.postern.internal.tls;

import java.time.Instant;

/**
 * An OCSP response that is sent to clients, which verify it themselves.
 *
 * @param encoded the whole response in DER; not changed by anyone
 * @param expires until when it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and changed by nobody
record Staple(byte[] encoded, Instant expires) {}
