package io.postern.internal.tls;

import io.postern.RefusalReason;
import java.nio.channels.ClosedChannelException;

/** Finds out from an engine's exception why a handshake failed. */
final class HandshakeFailures {

    private static final int MAX_CAUSES = 10;

    private HandshakeFailures() {}

    static TlsOutcome.Failed outcome(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof ClientRefusal refusal) {
                return TlsOutcome.Failed.of(refusal);
            }
            cause = cause.getCause();
        }
        if (failure instanceof ClosedChannelException) {
            return new TlsOutcome.Failed(
                    RefusalReason.PEER_LEFT, failure.getClass().getSimpleName());
        }
        return new TlsOutcome.Failed(
                byText(String.valueOf(failure.getMessage())), failure.getClass().getSimpleName());
    }

    /** Neither engine has another way to tell these; the first text is BoringSSL's. */
    private static RefusalReason byText(String message) {
        // later JDKs put the alert before it: (illegal_parameter) Illegal server name, ...
        if (message.replaceFirst("^\\([a-z_]+\\) ", "").startsWith("Illegal server name")) {
            // what follows is the client's text, which might say anything
            return RefusalReason.UNKNOWN_SERVER_NAME;
        }
        if (message.contains("PEER_DID_NOT_RETURN_A_CERTIFICATE")
                || message.contains("Empty client certificate chain")) {
            return RefusalReason.NO_CLIENT_CERTIFICATE;
        }
        if (message.contains("KEY_USAGE_BIT_INCORRECT")) {
            return RefusalReason.CLIENT_CERTIFICATE_UNTRUSTED;
        }
        if (message.contains("CLIENTHELLO_TLSEXT")
                || message.contains("Unrecognized server name")) {
            return RefusalReason.UNKNOWN_SERVER_NAME;
        }
        if (message.contains("UNSUPPORTED_PROTOCOL")
                || message.contains("Client requested protocol")
                || message.contains("client supported protocol versions")) {
            return RefusalReason.PROTOCOL_TOO_OLD;
        }
        return RefusalReason.TLS_FAILED;
    }
}
