package io.postern.internal.endpoint;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 6001 to 6999. Ids are never reused. */
@MessageLogger(projectCode = "POSTERN", length = 4)
interface EndpointLog {

    EndpointLog LOG =
            Logger.getMessageLogger(
                    MethodHandles.lookup(), EndpointLog.class, "io.postern.endpoint");

    @LogMessage(level = WARN)
    @Message(
            id = 6001,
            value = "%s failed at %s in session %s; it has no handler for errors to be told")
    void unhandled(@Cause Throwable cause, String endpoint, String event, String session);

    @LogMessage(level = ERROR)
    @Message(id = 6002, value = "The handler for errors of %s failed itself in session %s")
    void onErrorFailed(@Cause Throwable cause, String endpoint, String session);

    @LogMessage(level = ERROR)
    @Message(
            id = 6003,
            value = "No instance of %s could be had for session %s, which is closed with code 1011")
    void noInstance(@Cause Throwable cause, String endpoint, String session);

    @LogMessage(level = WARN)
    @Message(id = 6004, value = "The instance of %s that served session %s could not be released")
    void notReleased(@Cause Throwable cause, String endpoint, String session);

    @LogMessage(level = ERROR)
    @Message(
            id = 6005,
            value =
                    "A callback could not be run to its end; the connection's others are not"
                            + " affected")
    void callbackFailed(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(id = 6006, value = "%s, which served session %s, failed to destroy itself")
    void notDestroyed(@Cause Throwable cause, String codec, String session);
}
