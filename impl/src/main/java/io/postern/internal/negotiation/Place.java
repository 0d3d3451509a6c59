package io.postern.internal.negotiation;

import org.jspecify.annotations.Nullable;

/**
 * Where one applicant stands with the queue. The applicant makes it, once; all else belongs to the
 * queue.
 */
final class Place {

    enum Standing {
        OUTSIDE,
        WAITING,
        PERMITTED,
        GONE
    }

    final NegotiationQueue.Applicant applicant;

    /** When its negotiation has to be over, as the queue's clock has it. */
    final long deadline;

    Standing standing = Standing.OUTSIDE;

    /** Since when it has a permit. */
    long permittedAt;

    /** Those before and after it in the queue. */
    @Nullable Place older;

    @Nullable Place newer;

    Place(NegotiationQueue.Applicant applicant, long deadline) {
        this.applicant = applicant;
        this.deadline = deadline;
    }
}
