package io.postern.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Connections that each keep some messages in flight: with each reply goes the next message. */
final class EchoLoad implements Load {

    private static final long PATIENCE_SECONDS = 20;

    private final Clients clients;
    private final int port;
    private final int connections;
    private final Echo echo;
    private final Tally tally = new Tally();
    private final List<EchoClient> open = new ArrayList<>();

    /**
     * What is echoed.
     *
     * @param size of a message, in bytes
     * @param inFlight messages of one connection
     */
    record Echo(boolean text, int size, int inFlight) {

        String path() {
            return size > 1024 ? "/large" : "/echo";
        }
    }

    EchoLoad(Clients clients, int port, int connections, Echo echo) {
        this.clients = clients;
        this.port = port;
        this.connections = connections;
        this.echo = echo;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public void start() throws Exception {
        for (int i = 0; i < connections; i++) {
            EchoClient client = new EchoClient(echo, tally);
            clients.open(port, echo.path(), client).sync();
            open.add(client);
        }
        for (EchoClient client : open) {
            client.upgraded().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() throws Exception {
        open.forEach(EchoClient::stop);
        for (EchoClient client : open) {
            client.ended(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
