package io.postern.internal.upgrade;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.postern.RefusalReason;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.session.Handshake;

/** What becomes of an upgrade request. */
public sealed interface UpgradeDecision {

    /**
     * The answer is 101.
     *
     * @param endpoint that the path leads to
     * @param handshake what the session will know of the request
     * @param acceptKey the value of {@code Sec-WebSocket-Accept}
     */
    record Accept(DeployedEndpoint endpoint, Handshake handshake, String acceptKey)
            implements UpgradeDecision {}

    /**
     * The answer is a refusal.
     *
     * @param reason under which it is counted
     * @param status of the response
     * @param body constant: nothing of the request is repeated
     */
    record Refuse(RefusalReason reason, HttpResponseStatus status, String body)
            implements UpgradeDecision {

        static Refuse badRequest(String body) {
            return new Refuse(RefusalReason.BAD_REQUEST, HttpResponseStatus.BAD_REQUEST, body);
        }
    }
}
