package io.postern.internal.tls;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Fetches staples from their responders, with one client, and so one thread, for each. */
final class StapleFetcher implements StapleSource, AutoCloseable {

    /** For one answer; nobody waits for it. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<URI, OcspInquiry> inquiries = new HashMap<>();
    private boolean closed;

    @Override
    public Staple fetch(StapleTarget target, Instant now) throws OcspException {
        OcspInquiry.Good answer = inquiry(target.responder()).ask(target.subject(), now, TIMEOUT);
        Instant expires = answer.response().expires();
        if (!now.isBefore(expires)) {
            throw new OcspException(
                    "sent an answer that counted until %s; it is %s now".formatted(expires, now));
        }
        return new Staple(answer.encoded(), expires);
    }

    private synchronized OcspInquiry inquiry(URI responder) throws OcspException {
        if (closed) {
            throw new OcspException("is no longer asked: this listener is being closed");
        }
        OcspInquiry known = inquiries.get(responder);
        if (known != null) {
            return known;
        }
        try {
            OcspInquiry made = OcspInquiry.withoutNonces(OcspClient.of(responder));
            inquiries.put(responder, made);
            return made;
        } catch (GeneralSecurityException e) {
            throw new OcspException("cannot be asked over TLS: " + Printable.of(e), e);
        }
    }

    /** Ends the clients of all other responders. */
    synchronized void retain(Set<URI> responders) {
        inquiries
                .entrySet()
                .removeIf(
                        entry -> {
                            boolean ended = !responders.contains(entry.getKey());
                            if (ended) {
                                entry.getValue().close();
                            }
                            return ended;
                        });
    }

    /** Ends what is being asked, and all threads. */
    @Override
    public synchronized void close() {
        closed = true;
        retain(Set.of());
    }
}
