package io.postern.internal.session;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.ERROR;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 5001 to 5999. Ids are never reused. */
@MessageLogger(projectCode = "POSTERN", length = 4)
interface SessionLog {

    SessionLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), SessionLog.class, "io.postern.session");

    @LogMessage(level = DEBUG)
    @Message(id = 5001, value = "Session %s is closed with code %d: %s")
    void failed(String session, int code, String reason);

    @LogMessage(level = ERROR)
    @Message(id = 5002, value = "Session %s failed and is closed with code 1011")
    void internalError(@Cause Throwable cause, String session);
}
