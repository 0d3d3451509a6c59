package io.postern.internal.identity;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 4501 to 4599. Ids are never reused. */
@MessageLogger(projectCode = "POSTERN", length = 4)
interface IdentityLog {

    IdentityLog LOG =
            Logger.getMessageLogger(
                    MethodHandles.lookup(), IdentityLog.class, "io.postern.identity");

    @LogMessage(level = ERROR)
    @Message(
            id = 4501,
            value =
                    "An upgrade request was answered with 500, for the check %s failed. Failures of"
                            + " it since the last message of this kind: %d")
    void checkFailed(@Cause Throwable cause, String check, long failures);

    @LogMessage(level = WARN)
    @Message(
            id = 4502,
            value =
                    "The check %s did not answer before wss.upgrade.timeout or"
                            + " wss.negotiation.timeout passed, and was interrupted. How often"
                            + " since the last message of this kind: %d")
    void checkInterrupted(String check, long times);

    @LogMessage(level = INFO)
    @Message(id = 4551, value = "%s has changed and is in use")
    void reread(String place);

    @LogMessage(level = ERROR)
    @Message(id = 4552, value = "%s; what was read before stays in use")
    void notReread(String problem);

    @LogMessage(level = WARN)
    @Message(id = 4553, value = "Keys for tokens cannot be fetched: %s; %s, until they can be")
    void notFetched(String problem, String consequence);

    @LogMessage(level = INFO)
    @Message(id = 4554, value = "Keys for tokens can be fetched from %s again")
    void fetchedAgain(String place);

    @LogMessage(level = WARN)
    @Message(
            id = 4555,
            value =
                    "Keys for tokens come from %s without TLS: who can change them on the way can"
                            + " sign tokens; use https")
    void keysWithoutTls(String place);
}
