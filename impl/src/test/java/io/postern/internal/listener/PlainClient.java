package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;

/** A client without TLS: it says what it likes, or nothing. */
final class PlainClient implements AutoCloseable {

    /** The beginning of a ClientHello: a record of 512 bytes is announced. */
    static final byte[] HALF_A_HELLO = HexFormat.of().parseHex("1603010200010001fc0303");

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket = new Socket();

    private PlainClient(String from, int port) throws IOException {
        try {
            socket.bind(new InetSocketAddress(from, 0));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static PlainClient connect(TestListener listener) throws IOException {
        return connectFrom("127.0.0.1", listener);
    }

    /** Connects from another of this machine's addresses, such as 127.0.0.2. */
    static PlainClient connectFrom(String address, TestListener listener) throws IOException {
        return new PlainClient(address, listener.port());
    }

    PlainClient send(String bytes) throws IOException {
        return send(bytes.getBytes(ISO_8859_1));
    }

    PlainClient send(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Everything up to the end of the stream; a reset is an exception. */
    byte[] readAll() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /** Waits until the listener has closed the connection, in whatever way. */
    void awaitClosed() throws IOException {
        try {
            readAll();
        } catch (SocketException reset) {
            // Closed as well.
        }
    }

    /** Sends a FIN; what the listener says can still be read. */
    PlainClient endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Waits for the first byte of an answer; -1 is the end, in whatever way. */
    int readOne() throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    /** Vanishes with a TCP reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
