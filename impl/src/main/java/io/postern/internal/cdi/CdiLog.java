package io.postern.internal.cdi;

import static org.jboss.logging.Logger.Level.ERROR;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
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
                    "The application has no endpoint to serve; the listener answers every path with"
                            + " 404 until one is added")
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

    @LogMessage(level = INFO)
    @Message(id = 1007, value = "Not served, for %s did not return them: %s")
    void leftOut(String configs, String endpoints);

    @Message(id = 1008, value = "The endpoint %s cannot be added; problems found: %d%s")
    String cannotAdd(String endpoint, int count, String problems);

    @LogMessage(level = WARN)
    @Message(id = 1009, value = "%s could not be destroyed")
    void notDestroyed(@Cause Throwable cause, String type);

    /** The lines of several problems. */
    static String list(List<String> problems) {
        return problems.stream().map("\n  - "::concat).collect(Collectors.joining());
    }

    /** Classes by their names. */
    static String names(Collection<? extends Class<?>> classes) {
        return classes.stream().map(Class::getName).sorted().collect(Collectors.joining(", "));
    }

    /** What the application's own code threw; CDI wraps it, sometimes more than once. */
    static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    @LogMessage(level = WARN)
    @Message(id = 1013, value = "An observer of %s failed; failures of observers so far: %d")
    void observerFailed(@Cause Throwable cause, String event, long failures);

    @LogMessage(level = WARN)
    @Message(
            id = 1017,
            value =
                    "%d events of refused connections were dropped: their observers are slower than"
                            + " the refusals come")
    void eventsDropped(long events);

    @LogMessage(level = WARN)
    @Message(
            id = 1018,
            value =
                    "The server's security was not told who a client is: EJBs and SecurityContext"
                            + " see nobody. How often since the last message of this kind: %d")
    void callerUntold(@Cause Throwable cause, long times);

    @LogMessage(level = ERROR)
    @Message(id = 1015, value = "Listener '%s' could not be opened")
    void notOpened(@Cause Throwable cause, String listener);

    @LogMessage(level = INFO)
    @Message(
            id = 1016,
            value =
                    "There is no default listener: it has neither port nor certificate, and no"
                            + " endpoint is for it")
    void noDefault();

    @LogMessage(level = ERROR)
    @Message(id = 1014, value = "%s could not be made")
    void notMade(@Cause Throwable cause, String type);

    @LogMessage(level = WARN)
    @Message(
            id = 1011,
            value =
                    "Listener '%s' asks clients for no certificate (wss.tls.client-auth=none),"
                            + " and so nobody asks %s")
    void validatorsNotAsked(String listener, String validators);

    @LogMessage(level = WARN)
    @Message(id = 1010, value = "A callback runs without a request context: CDI has ended")
    void requestContextGone(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(
            id = 1012,
            value =
                    "%s is written out in a configuration file inside the application, where all"
                            + " who have the application can read it; set it by the environment"
                            + " variable %s, by a file outside of the application or by the"
                            + " server's store of secrets")
    void literalSecret(String key, String environmentVariable);
}
