package io.postern.internal.negotiation;

import org.jspecify.annotations.Nullable;

/**
 * Those who wait, in the order in which they came: places linked to one another. The queue guards
 * it.
 */
final class WaitingLine {

    private @Nullable Place oldest;
    private @Nullable Place newest;
    private int length;

    int length() {
        return length;
    }

    /** Adds one who is in no line. */
    void add(Place place) {
        place.standing = Place.Standing.WAITING;
        place.older = newest;
        if (newest == null) {
            oldest = place;
        } else {
            newest.newer = place;
        }
        newest = place;
        length++;
    }

    /** Takes out the one who has waited longest, or null when nobody waits. */
    @Nullable Place takeOldest() {
        Place taken = oldest;
        if (taken != null) {
            remove(taken);
        }
        return taken;
    }

    /** Takes out one who is in this line. */
    void remove(Place place) {
        Place before = place.older;
        Place after = place.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
        place.older = null;
        place.newer = null;
        place.standing = Place.Standing.GONE;
        length--;
    }
}
