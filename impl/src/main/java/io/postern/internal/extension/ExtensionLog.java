package io.postern.internal.extension;

import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 2701 to 2799. Ids are never reused. */
@MessageLogger(projectCode = "POSTERN", length = 4)
interface ExtensionLog {

    ExtensionLog LOG =
            Logger.getMessageLogger(
                    MethodHandles.lookup(), ExtensionLog.class, "io.postern.extension");

    @LogMessage(level = WARN)
    @Message(
            id = 2701,
            value =
                    "Listener '%s': %s failed, and the connection is refused. Failures of"
                            + " extensions since the last message of this kind: %d")
    void failed(@Cause Throwable cause, String listener, String extension, long failures);
}
