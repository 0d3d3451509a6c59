package io.postern.internal.tls;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides at each poll whether what the files hold now is loaded. Content is compared with what is
 * in service, and loaded when two polls in a row have found the same: a writer may be in the middle
 * of it. Plain state for one thread.
 */
final class ReloadPolls {

    /** The longest pause between two attempts with the same content, in polls. */
    static final int LONGEST_PAUSE = 32;

    /** So many polls, each of which finds something new, are worth a report. */
    static final int RESTLESS = 32;

    /** What the clock says when it is asked again is no news. */
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

    enum Step {
        /** The files hold what is in service. */
        NOTHING,
        /** The files hold again what is in service; a failure that was reported is over. */
        RESTORED,
        /** What the files hold is not loaded yet. */
        WAIT,
        /** As {@link #WAIT}, for a suspiciously long time. */
        RESTLESS,
        /** To be loaded now. */
        LOAD
    }

    private ContentHash inService;
    private ContentHash seen;
    private int changes;
    private int failures;
    private int pause;
    private @Nullable String reported;
    private @Nullable ContentHash reportedContent;

    /**
     * Begins after the first load.
     *
     * @param inService what the files held before it, so that a later change is never missed
     */
    ReloadPolls(ContentHash inService) {
        this.inService = inService;
        this.seen = inService;
    }

    /** What to do about {@code now}, which the files hold at this poll. */
    Step next(ContentHash now) {
        if (now.equals(inService)) {
            boolean restored = reported != null;
            settle(now);
            return restored ? Step.RESTORED : Step.NOTHING;
        }
        if (!now.equals(seen)) {
            changed(now);
            return changes < RESTLESS ? Step.WAIT : Step.RESTLESS;
        }
        if (pause > 1) {
            pause--;
            return Step.WAIT;
        }
        return Step.LOAD;
    }

    /** What was loaded with {@code content} in the files is in service. */
    void loaded(ContentHash content) {
        inService = content;
        settle(content);
    }

    /** The files hold {@code now}, and held something else before, or when loading began. */
    void changed(ContentHash now) {
        seen = now;
        changes++;
        failures = 0;
        pause = 0;
    }

    /**
     * {@code content} could not be loaded. It will be tried again, after pauses that double: the
     * fault may lie in time, such as a certificate that is not valid yet.
     *
     * @return whether {@code problem} is news
     */
    boolean failed(ContentHash content, String problem) {
        changes = 0;
        pause = Math.min(LONGEST_PAUSE, 1 << Math.min(failures, 30));
        failures++;
        return isNews(content, problem);
    }

    /**
     * Remembers {@code problem} as reported.
     *
     * @return whether it was not yet
     */
    boolean isNews(ContentHash content, String problem) {
        boolean known =
                content.equals(reportedContent)
                        ? reported != null && timeless(problem).equals(timeless(reported))
                        : problem.equals(reported);
        reported = problem;
        reportedContent = content;
        return !known;
    }

    private void settle(ContentHash content) {
        seen = content;
        changes = 0;
        failures = 0;
        pause = 0;
        reported = null;
        reportedContent = null;
    }

    private static String timeless(String problem) {
        return INSTANT.matcher(problem).replaceAll("");
    }
}
