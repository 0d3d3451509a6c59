package io.postern.internal.listener;

import static org.jboss.logging.Logger.Level.DEBUG;
import static org.jboss.logging.Logger.Level.INFO;
import static org.jboss.logging.Logger.Level.WARN;

import io.postern.RefusalReason;
import java.lang.invoke.MethodHandles;
import java.net.InetSocketAddress;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jspecify.annotations.Nullable;

/** Messages 2001 to 2699. Ids are never reused. */
@MessageLogger(projectCode = "POSTERN", length = 4)
interface ListenerLog {

    ListenerLog LOG =
            Logger.getMessageLogger(
                    MethodHandles.lookup(), ListenerLog.class, "io.postern.listener");

    @LogMessage(level = INFO)
    @Message(id = 2001, value = "Listener '%s' listens on wss://%s:%d%s with %s")
    void listening(String listener, String host, int port, String contextPath, String tls);

    @LogMessage(level = INFO)
    @Message(id = 2002, value = "Listener '%s' is closed")
    void closed(String listener);

    @LogMessage(level = INFO)
    @Message(id = 2003, value = "Listener '%s' refused %s: %s, %s")
    void refused(
            String listener, @Nullable InetSocketAddress peer, RefusalReason reason, String detail);

    @LogMessage(level = INFO)
    @Message(id = 2007, value = "Listener '%s' refused more connections within the last %d s: %s")
    void moreRefused(String listener, long seconds, String sums);

    @LogMessage(level = DEBUG)
    @Message(id = 2008, value = "Listener '%s': %s left before it was a session, %s")
    void left(String listener, @Nullable InetSocketAddress peer, String detail);

    @LogMessage(level = WARN)
    @Message(
            id = 2005,
            value =
                    "%d sessions of listener '%s' have not ended in time: a callback of theirs is"
                            + " still running")
    void sessionsLeft(int sessions, String listener);

    @LogMessage(level = WARN)
    @Message(id = 2006, value = "Listener '%s' could not be closed completely")
    void closeFailed(@Cause Throwable cause, String listener);

    @LogMessage(level = WARN)
    @Message(id = 2011, value = "TLS could not begin on a connection, which is closed")
    void negotiationFailed(@Cause Throwable cause);

    @LogMessage(level = WARN)
    @Message(
            id = 2012,
            value =
                    "Listener '%s' could not accept a connection, and tries again every second: %s."
                            + " If too many files are open, allow the process more of them or"
                            + " lower wss.max-connections. Failures since the last message of this"
                            + " kind: %d")
    void acceptFailed(String listener, String problem, long failures);
}
