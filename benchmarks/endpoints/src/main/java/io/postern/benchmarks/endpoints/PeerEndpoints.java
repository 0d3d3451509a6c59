package io.postern.benchmarks.endpoints;

import java.util.List;

/** All endpoint classes, in no order. */
public final class PeerEndpoints {

    /** Those that every server serves. */
    public static final List<Class<?>> ALL =
            List.of(EchoEndpoint.class, LargeEchoEndpoint.class, BroadcastEndpoint.class);

    private PeerEndpoints() {}
}
