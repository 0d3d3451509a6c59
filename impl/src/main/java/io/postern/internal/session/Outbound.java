package io.postern.internal.session;

import io.postern.internal.endpoint.ConnectedCodecs;

/**
 * What the remote endpoints of a session send with.
 *
 * @param state of the session
 * @param cut closes the connection at once
 */
record Outbound(
        SendQueue queue,
        OutboundMessages messages,
        ConnectedCodecs codecs,
        SessionState state,
        Runnable cut) {}
