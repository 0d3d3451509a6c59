package io.postern.internal.identity;

import static io.postern.internal.identity.IdentityLog.LOG;

import io.postern.internal.endpoint.LogRate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Logs what is wrong with the checks of a listener, of each one message in a while. */
final class CheckFaults {

    private final Map<String, LogRate> failed = new ConcurrentHashMap<>();
    private final Map<String, LogRate> tooLate = new ConcurrentHashMap<>();

    void failed(NamedCheck check, Throwable cause) {
        rate(failed, check).log(faults -> LOG.checkFailed(cause, check.name(), faults));
    }

    void tooLate(NamedCheck check) {
        rate(tooLate, check).log(faults -> LOG.checkInterrupted(check.name(), faults));
    }

    private static LogRate rate(Map<String, LogRate> rates, NamedCheck check) {
        return rates.computeIfAbsent(check.name(), name -> new LogRate());
    }
}
