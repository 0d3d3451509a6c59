package io.postern.it.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1, for tests in which a port must be known beforehand. */
public final class Ports {

    private Ports() {}

    /** A free port that no operating system gives to an outgoing connection meanwhile. */
    public static int choose() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (isFree(port)) {
                return port;
            }
        }
    }

    public static boolean isFree(int port) {
        try {
            hold(port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes a port until the socket is closed. */
    public static ServerSocket hold(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
