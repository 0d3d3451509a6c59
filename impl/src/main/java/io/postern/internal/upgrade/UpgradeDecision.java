package io.postern.internal.upgrade;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.postern.RefusalReason;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.session.Handshake;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What becomes of an upgrade request. */
public sealed interface UpgradeDecision {

    /**
     * The answer is 101.
     *
     * @param endpoint that the path leads to
     * @param handshake what the session will know of the request
     * @param acceptKey the value of {@code Sec-WebSocket-Accept}
     * @param additions header fields that the application adds to the response
     */
    record Accept(
            DeployedEndpoint endpoint,
            Handshake handshake,
            String acceptKey,
            Map<String, List<String>> additions)
            implements UpgradeDecision {}

    /**
     * The answer is a refusal.
     *
     * @param reason under which it is counted
     * @param status of the response
     * @param body constant: nothing of the request is repeated
     * @param headers of the response, besides the usual ones
     */
    record Refuse(
            RefusalReason reason,
            HttpResponseStatus status,
            String body,
            Map<String, String> headers)
            implements UpgradeDecision, Examined {

        private static final long NANOS_OF_SECOND = Duration.ofSeconds(1).toNanos();

        /** With the usual header fields. */
        Refuse(RefusalReason reason, HttpResponseStatus status, String body) {
            this(reason, status, body, Map.of());
        }

        /** RFC 9110 sections 15.6.4 and 10.2.3. */
        static Refuse draining(Duration retryAfter) {
            long seconds = retryAfter.plusNanos(NANOS_OF_SECOND - 1).toSeconds();
            return new Refuse(
                    RefusalReason.DRAINING,
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "The server is stopping.",
                    Map.of(HttpHeaderNames.RETRY_AFTER.toString(), Long.toString(seconds)));
        }

        static Refuse origin() {
            return new Refuse(
                    RefusalReason.ORIGIN_REFUSED,
                    HttpResponseStatus.FORBIDDEN,
                    "This origin is not allowed.");
        }

        static Refuse failed() {
            return new Refuse(
                    RefusalReason.INTERNAL_ERROR,
                    HttpResponseStatus.INTERNAL_SERVER_ERROR,
                    "The server failed to answer.");
        }

        static Refuse badRequest(String body) {
            return new Refuse(RefusalReason.BAD_REQUEST, HttpResponseStatus.BAD_REQUEST, body);
        }
    }
}
