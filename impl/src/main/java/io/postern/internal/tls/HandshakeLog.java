package io.postern.internal.tls;

import static org.jboss.logging.Logger.Level.DEBUG;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Messages 3501 to 3999. Ids are never reused. */
@MessageLogger(projectCode = "POSTERN", length = 4)
interface HandshakeLog {

    HandshakeLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), HandshakeLog.class, "io.postern.tls");

    @LogMessage(level = DEBUG)
    @Message(id = 3501, value = "A connection failed in TLS: %s")
    void failed(String cause);
}
