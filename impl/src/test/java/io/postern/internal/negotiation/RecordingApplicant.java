package io.postern.internal.negotiation;

import java.util.ArrayList;
import java.util.List;

/** Remembers the answers that it got. */
final class RecordingApplicant implements NegotiationQueue.Applicant {

    enum Answer {
        PERMITTED,
        OVERFLOWED,
        TOO_LATE
    }

    final List<Answer> answers = new ArrayList<>();

    @Override
    public void permitted() {
        answers.add(Answer.PERMITTED);
    }

    @Override
    public void overflowed() {
        answers.add(Answer.OVERFLOWED);
    }

    @Override
    public void tooLate() {
        answers.add(Answer.TOO_LATE);
    }
}
