package io.postern.internal.upgrade;

/** How far the request alone decides: a refusal, or a candidate that the endpoint may take. */
sealed interface Examined permits UpgradeDecision.Refuse, Candidate {}
