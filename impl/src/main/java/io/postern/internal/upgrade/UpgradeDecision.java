package io.postern.internal.upgrade;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.postern.RefusalReason;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.identity.EntryDecision;
import io.postern.internal.identity.Finding;
import io.postern.internal.session.Handshake;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of an upgrade request. */
public sealed interface UpgradeDecision {

    /**
     * The answer is 101.
     *
     * @param endpoint that the path leads to
     * @param handshake what the session will know of the request
     * @param acceptKey the value of {@code Sec-WebSocket-Accept}
     * @param additions header fields that the application adds to the response
     * @param identifiedBy what has said who the client is, for the audit
     */
    record Accept(
            DeployedEndpoint endpoint,
            Handshake handshake,
            String acceptKey,
            Map<String, List<String>> additions,
            Optional<String> identifiedBy)
            implements UpgradeDecision {

        /** With these header fields of the application's. */
        Accept with(Map<String, List<String>> fields) {
            return new Accept(endpoint, handshake, acceptKey, fields, identifiedBy);
        }
    }

    /**
     * The answer is a refusal.
     *
     * @param reason under which it is counted
     * @param status of the response
     * @param body constant: nothing of the request is repeated
     * @param headers of the response, besides the usual ones
     * @param finding for everyone but the client
     */
    record Refuse(
            RefusalReason reason,
            HttpResponseStatus status,
            String body,
            Map<String, List<String>> headers,
            Finding finding)
            implements UpgradeDecision, Examined {

        private static final String FAILED = "The server failed to answer.";

        private static final long NANOS_OF_SECOND = Duration.ofSeconds(1).toNanos();

        /** With the usual header fields, of a client that is told all there is to say. */
        Refuse(RefusalReason reason, HttpResponseStatus status, String body) {
            this(reason, status, body, Map.of());
        }

        private Refuse(
                RefusalReason reason,
                HttpResponseStatus status,
                String body,
                Map<String, List<String>> headers) {
            this(
                    reason,
                    status,
                    body,
                    headers,
                    new Finding(body, Optional.empty(), Optional.empty()));
        }

        /** Whoever decides who may enter has said no. */
        static Refuse of(EntryDecision.Refused refused) {
            HttpResponseStatus status = HttpResponseStatus.valueOf(refused.status());
            return new Refuse(
                    refused.reason(),
                    status,
                    switch (refused.reason()) {
                        case UNAUTHENTICATED -> "Say who you are.";
                        case INTERNAL_ERROR -> FAILED;
                        default -> "You may not open this WebSocket.";
                    },
                    refused.headers(),
                    refused.finding());
        }

        /** RFC 9110 sections 15.6.4 and 10.2.3. */
        static Refuse draining(Duration retryAfter) {
            long seconds = retryAfter.plusNanos(NANOS_OF_SECOND - 1).toSeconds();
            return new Refuse(
                    RefusalReason.DRAINING,
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "The server is stopping.",
                    Map.of(
                            HttpHeaderNames.RETRY_AFTER.toString(),
                            List.of(Long.toString(seconds))));
        }

        static Refuse origin() {
            return new Refuse(
                    RefusalReason.ORIGIN_REFUSED,
                    HttpResponseStatus.FORBIDDEN,
                    "This origin is not allowed.");
        }

        /** RFC 9110 section 15.5.20. */
        static Refuse misdirected(String body) {
            return new Refuse(
                    RefusalReason.MISDIRECTED, HttpResponseStatus.MISDIRECTED_REQUEST, body);
        }

        static Refuse failed() {
            return new Refuse(
                    RefusalReason.INTERNAL_ERROR, HttpResponseStatus.INTERNAL_SERVER_ERROR, FAILED);
        }

        static Refuse badRequest(String body) {
            return new Refuse(RefusalReason.BAD_REQUEST, HttpResponseStatus.BAD_REQUEST, body);
        }
    }
}
