package io.postern.benchmarks.harness;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connections that are in use, each at its leisure: far from what a server can do. */
final class LiveLoad implements Load {

    private static final int CONNECTIONS = 20;
    private static final long PATIENCE_SECONDS = 30;

    private final Clients clients;
    private final int port;
    private final Tally tally = new Tally();
    private final Map<LiveClient, Channel> open = new LinkedHashMap<>();

    /**
     * @param clients with an event loop that has nothing else to do
     */
    LiveLoad(Clients clients, int port) {
        this.clients = clients;
        this.port = port;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public void start() throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            LiveClient client = new LiveClient(tally);
            open.put(client, clients.open(port, "/echo", client).sync().channel());
            client.upgraded().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() throws InterruptedException {
        open.forEach(
                (client, channel) ->
                        channel.eventLoop()
                                .execute(
                                        () -> {
                                            ChannelHandlerContext context =
                                                    channel.pipeline().context(client);
                                            if (context != null) {
                                                client.stop(context);
                                            }
                                        }));
        for (LiveClient client : open.keySet()) {
            try {
                client.ended().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                tally.fault();
            }
        }
    }
}
