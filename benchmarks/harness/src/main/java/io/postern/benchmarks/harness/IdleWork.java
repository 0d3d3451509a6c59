package io.postern.benchmarks.harness;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.Map;

/**
 * Connections that say nothing, on a fresh server whose heap is kept as small as what lives in it.
 *
 * @param connections of which the memory is counted
 */
record IdleWork(int connections) implements Work {

    /**
     * All that is committed is resident: a young generation that does not grow, and an old one that
     * grows and shrinks at once with what lives in it.
     */
    private static final List<String> SMALL_HEAP =
            List.of(
                    "-Xms17m",
                    "-Xmx3g",
                    "-Xmn16m",
                    "-XX:+UseSerialGC",
                    "-XX:+AlwaysPreTouch",
                    "-XX:-ShrinkHeapInSteps",
                    "-XX:MinHeapFreeRatio=5",
                    "-XX:MaxHeapFreeRatio=10");

    /** One in so many comes before the first look. */
    private static final int FIRST = 10;

    @Override
    public String title() {
        return "idle-many";
    }

    /** The first connections load classes and fill pools; they are not counted. */
    @Override
    public Measured measure(Servers servers, Contender contender) throws Exception {
        try (RunningServer server = servers.start(contender, KeyKind.P_256, SMALL_HEAP)) {
            Crowd crowd =
                    new Crowd(
                            servers.clients(KeyKind.P_256),
                            server.port(),
                            "/echo",
                            ChannelInboundHandlerAdapter::new);
            List<Channel> first = crowd.open(connections / FIRST);
            long before = server.residentBytes();
            List<Channel> all = crowd.open(connections);
            long after = server.residentBytes();
            long lost = all.stream().filter(channel -> !channel.isActive()).count();
            all.forEach(Channel::close);
            first.forEach(Channel::close);
            double each = (after - before) / 1024.0 / connections;
            return new Measured(Map.of("resident_kib", each, Measured.LOST, (double) lost));
        }
    }
}
