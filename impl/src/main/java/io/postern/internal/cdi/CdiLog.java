package io.postern.internal.cdi;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 1001 to 1999. Ids are never reused. */
@MessageLogger(projectCode = "POSTERN", length = 4)
interface CdiLog {

    CdiLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), CdiLog.class, "io.postern");

    @Message(id = 1001, value = "The WebSocket listener cannot be deployed; problems found: %d%s")
    String cannotDeploy(int count, String problems);

    /** The whole text again: not every server prints the exception of a failed start. */
    @LogMessage(level = ERROR)
    @Message(id = Message.NONE, value = "%s")
    void deploymentFailed(String message);

    @LogMessage(level = INFO)
    @Message(id = 1002, value = "wss.enabled=false: no WebSocket listener is opened")
    void disabled();

    @LogMessage(level = WARN)
    @Message(
            id = 1003,
            value =
                    "The application has no @ServerEndpoint class; the listener answers every path"
                            + " with 404")
    void noEndpoints();

    @LogMessage(level = INFO)
    @Message(
            id = 1004,
            value =
                    "No managed executor of the server is used (%s); endpoints run on %d threads of"
                            + " the listener's own")
    void ownWorkers(String reason, int threads);

    @LogMessage(level = WARN)
    @Message(
            id = 1005,
            value =
                    "The server's managed executor took no task; a thread of the listener's runs"
                            + " it")
    void executorRefused(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(
            id = 1006,
            value = "Callbacks run without the application's naming context: it is gone")
    void contextGone(@Cause Throwable cause);
}
