package io.postern.internal.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** One end of a {@link TrialHandshake}. */
final class TrialEnd {

    /** Several records of the largest size (RFC 8446 section 5.2): the other end takes each. */
    private static final int BUFFER = 128 << 10;

    private final SSLEngine engine;
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER);
    private final ByteBuffer data = ByteBuffer.allocate(BUFFER);
    private boolean begun;
    private boolean sent;
    private boolean finished;

    TrialEnd(SSLEngine engine) {
        this.engine = engine;
    }

    /** Whether it has said anything yet. */
    boolean hasSent() {
        return sent;
    }

    /** Whether the handshake is over, as far as this end can tell. */
    boolean isFinished() {
        return finished;
    }

    /** Does what is next to be done; gives back whether there was anything. */
    boolean step(TrialEnd peer) throws SSLException {
        if (!begun) {
            begun = true;
            engine.beginHandshake();
        }
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> wrap(peer);
            // BoringSSL's engine takes bytes in with one call and acts on them with the next
            case NEED_UNWRAP -> unwrap();
            default -> received.position() > 0 && unwrap();
        };
    }

    private boolean runTasks() {
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    private boolean wrap(TrialEnd peer) throws SSLException {
        HandshakeStatus before = engine.getHandshakeStatus();
        SSLEngineResult result = engine.wrap(ByteBuffer.allocate(0), peer.received);
        sent |= result.bytesProduced() > 0;
        return isProgress(result, before);
    }

    private boolean unwrap() throws SSLException {
        HandshakeStatus before = engine.getHandshakeStatus();
        received.flip();
        try {
            return isProgress(engine.unwrap(received, data), before);
        } finally {
            received.compact();
            data.clear();
        }
    }

    private boolean isProgress(SSLEngineResult result, HandshakeStatus before) {
        HandshakeStatus status = result.getHandshakeStatus();
        finished |= status == HandshakeStatus.FINISHED;
        return result.bytesConsumed() > 0 || result.bytesProduced() > 0 || status != before;
    }
}
