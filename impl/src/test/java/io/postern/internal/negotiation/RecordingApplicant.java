package io.postern.internal.negotiation;

import java.util.ArrayList;
import java.util.List;

/** Remembers the answers that it got. */
final class RecordingApplicant implements NegotiationQueue.Applicant {

    enum Answer {
        PERMITTED,
        OVERFLOWED
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
}
