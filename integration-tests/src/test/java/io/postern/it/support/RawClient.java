package io.postern.it.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TLS client that sends and sees single frames; every read waits at most fifteen seconds. */
public final class RawClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 15_000;

    private final Socket tcp;
    private final SSLSocket tls;
    private final DataInputStream in;

    private RawClient(Socket tcp, SSLSocket tls) throws IOException {
        this.tcp = tcp;
        this.tls = tls;
        this.in = new DataInputStream(tls.getInputStream());
    }

    /** Connects to a port of 127.0.0.1 and finishes the TLS handshake. */
    public static RawClient connect(int port, SSLContext context) throws IOException {
        return connect(port, context, "");
    }

    /** The same behind a line that goes before TLS, such as a proxy sends. */
    public static RawClient connect(int port, SSLContext context, String line) throws IOException {
        Socket tcp = new Socket();
        tcp.setTcpNoDelay(true);
        tcp.setSoTimeout(TIMEOUT_MILLIS);
        tcp.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
        tcp.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(tcp, "localhost", port, true);
        tls.startHandshake();
        return new RawClient(tcp, tls);
    }

    /**
     * Sends an upgrade request for localhost.
     *
     * @param headers more lines, as "Name: value"
     * @return the response's head, through the empty line
     */
    public String upgrade(String target, String... headers) throws IOException {
        return upgradeAt("localhost", target, headers);
    }

    /** As {@link #upgrade}, for another host. */
    public String upgradeAt(String host, String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder();
        request.append("GET ").append(target).append(" HTTP/1.1\r\nHost: ").append(host);
        request.append("\r\n");
        request.append(
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
        request.append("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        tls.getOutputStream()
                .write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Sends frames, each written on its own. */
    public RawClient send(Frame... frames) throws IOException {
        OutputStream out = tls.getOutputStream();
        for (Frame frame : frames) {
            out.write(frame.bytes());
        }
        out.flush();
        return this;
    }

    public Frame read() throws IOException {
        return Frame.read(in);
    }

    /** Reads frames up to and including the close frame and gives that one. */
    public Frame readClose() throws IOException {
        Frame frame = read();
        while (frame.opcode() != Frame.CLOSE) {
            frame = read();
        }
        return frame;
    }

    /** Waits for the end of the stream. */
    public void readEnd() throws IOException {
        int next = in.read();
        if (next >= 0) {
            throw new AssertionError("expected the end of the stream, got byte " + next);
        }
    }

    /** Vanishes: a TCP reset without close frame and without close_notify. */
    public void vanish() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    @Override
    public void close() throws IOException {
        tls.close();
    }
}
