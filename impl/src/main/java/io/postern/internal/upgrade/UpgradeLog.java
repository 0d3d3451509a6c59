package io.postern.internal.upgrade;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jspecify.annotations.Nullable;

/** Messages 4001 to 4999. Ids are never reused. */
@MessageLogger(projectCode = "POSTERN", length = 4)
interface UpgradeLog {

    UpgradeLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), UpgradeLog.class, "io.postern.upgrade");

    @LogMessage(level = ERROR)
    @Message(
            id = 4001,
            value =
                    "An upgrade request could not be decided and was answered with 500. Failures"
                            + " since the last message of this kind: %d")
    void decisionFailed(@Cause Throwable cause, long failures);

    @LogMessage(level = DEBUG)
    @Message(id = 4002, value = "A connection failed during its upgrade: %s")
    void connectionFailed(String cause);

    @LogMessage(level = ERROR)
    @Message(
            id = 4003,
            value =
                    "An upgrade request was answered with 500, for %s. Failures of this"
                            + " configurator since the last message of this kind: %d")
    void configuratorFailed(@Cause @Nullable Throwable cause, String method, long failures);
}
