package io.postern.internal.listener;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1 that nobody listens on. Other processes connect from ports of the operating
 * system's choice at any time, so that a port once seen free may be taken for a moment.
 */
public final class FreePorts {

    private FreePorts() {}

    /** A free port below those that operating systems give to outgoing connections. */
    public static int choose() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (isFree(port)) {
                return port;
            }
        }
    }

    /** Returns when the port can be listened on again, and fails when that does not happen. */
    public static void awaitFree(int port) {
        await("port " + port + " is free").until(() -> isFree(port));
    }

    private static boolean isFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
