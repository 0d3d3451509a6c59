package io.postern.internal.tls;

import io.netty.util.ReferenceCountUtil;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One handshake between two engines in memory. */
final class TrialHandshake {

    /** A handshake takes some dozens. */
    private static final int MAX_STEPS = 10_000;

    /** How it ended. */
    enum End {
        COMPLETE,
        /** The client has nothing that it could offer. */
        CLIENT_CANNOT_BEGIN,
        CLIENT_FAILED,
        SERVER_FAILED,
        /** Both wait for each other. */
        STALLED
    }

    /**
     * The end and what has led to it.
     *
     * @param cause null when neither end has failed
     */
    record Result(End end, @Nullable Exception cause) {

        /** Without a full stop. */
        String reason() {
            String who = end == End.CLIENT_FAILED ? "the client: " : "the listener: ";
            return cause == null
                    ? "client and listener wait for each other"
                    : who + Printable.of(cause.getMessage() == null ? cause : cause.getMessage());
        }
    }

    private TrialHandshake() {}

    /**
     * Runs one handshake to its end.
     *
     * @param servers asked once; the engine is closed and released
     */
    static Result run(SSLEngine client, Supplier<SSLEngine> servers) {
        SSLEngine server;
        try {
            server = servers.get();
        } catch (RuntimeException e) {
            return new Result(End.SERVER_FAILED, e);
        }
        try {
            return run(new TrialEnd(client), new TrialEnd(server));
        } finally {
            server.closeOutbound();
            ReferenceCountUtil.release(server);
        }
    }

    private static Result run(TrialEnd client, TrialEnd server) {
        boolean progress = true;
        for (int steps = 0; progress && steps < MAX_STEPS; steps++) {
            try {
                progress = client.step(server);
            } catch (SSLException | RuntimeException e) {
                return client.hasSent()
                        ? clientFailed(client, server, e)
                        : new Result(End.CLIENT_CANNOT_BEGIN, e);
            }
            try {
                progress |= server.step(client);
            } catch (SSLException | RuntimeException e) {
                return new Result(End.SERVER_FAILED, e);
            }
        }
        boolean complete = client.isFinished() && server.isFinished();
        return new Result(complete ? End.COMPLETE : End.STALLED, null);
    }

    /** What the client was told by an alert is the server's failure, which it throws later. */
    private static Result clientFailed(TrialEnd client, TrialEnd server, Exception failure) {
        try {
            boolean progress = true;
            for (int steps = 0; progress && steps < MAX_STEPS; steps++) {
                progress = server.step(client);
            }
            return new Result(End.CLIENT_FAILED, failure);
        } catch (SSLException | RuntimeException e) {
            return new Result(End.SERVER_FAILED, e);
        }
    }
}
