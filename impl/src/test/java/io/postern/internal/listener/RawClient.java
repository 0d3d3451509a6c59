package io.postern.internal.listener;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A TLS client that sends whatever bytes a test wants and reads what comes back. */
public final class RawClient implements AutoCloseable {

    /** The sample key of RFC 6455, section 1.3. */
    public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    /** The answer to {@link #KEY}. */
    public static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket tcp;
    private final SSLSocket tls;
    private final DataInputStream in;

    private RawClient(Socket tcp, SSLSocket tls) throws IOException {
        this.tcp = tcp;
        this.tls = tls;
        this.in = new DataInputStream(tls.getInputStream());
    }

    /** Connects and finishes the TLS handshake; every later read waits at most ten seconds. */
    public static RawClient connect(TestListener listener) throws IOException {
        return connect(listener, "TLSv1.3", "TLSv1.2");
    }

    /** As {@link #connect(TestListener)}, with these TLS versions only. */
    public static RawClient connect(TestListener listener, String... protocols) throws IOException {
        return connect(listener, listener.clientTls(), protocols);
    }

    /** As {@link #connect(TestListener)}, but trusts what the JVM trusts and not the listener. */
    public static RawClient connectDistrusting(TestListener listener)
            throws IOException, NoSuchAlgorithmException {
        return connect(listener, SSLContext.getDefault(), "TLSv1.3");
    }

    /** As {@link #connect(TestListener, String...)}, with a client's TLS of the caller's. */
    static RawClient connect(TestListener listener, SSLContext context, String... protocols)
            throws IOException {
        return connect(listener, context, listener.port(), protocols);
    }

    /**
     * As {@link #connect(TestListener, SSLContext, String...)}; of the sessions that {@code
     * context} knows, one is resumed that began with the same {@code mark}.
     */
    static RawClient connect(
            TestListener listener, SSLContext context, int mark, String... protocols)
            throws IOException {
        Socket tcp = tcp(listener);
        SSLSocket tls = tls(tcp, context, mark);
        tls.setEnabledProtocols(protocols);
        return handshake(tcp, tls);
    }

    /** As {@link #connect(TestListener, String...)}; asks TLS for a server of this name. */
    static RawClient connectTo(String serverName, TestListener listener, String protocol)
            throws IOException {
        return connectTo(serverName, listener, listener.clientTls(), protocol);
    }

    /** As {@link #connectTo(String, TestListener, String)}, with a client's TLS of the caller's. */
    static RawClient connectTo(
            String serverName, TestListener listener, SSLContext context, String protocol)
            throws IOException {
        Socket tcp = tcp(listener);
        SSLSocket tls = tls(tcp, context, listener.port());
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
        parameters.setProtocols(new String[] {protocol});
        tls.setSSLParameters(parameters);
        return handshake(tcp, tls);
    }

    /** As {@link #connect(TestListener)}, over a TCP connection of the caller's. */
    static RawClient over(Socket tcp, TestListener listener, String protocol) throws IOException {
        tcp.setSoTimeout(TIMEOUT_MILLIS);
        SSLSocket tls = tls(tcp, listener.clientTls(), listener.port());
        tls.setEnabledProtocols(new String[] {protocol});
        return handshake(tcp, tls);
    }

    private static RawClient handshake(Socket tcp, SSLSocket tls) throws IOException {
        try {
            tls.startHandshake();
            return new RawClient(tcp, tls);
        } catch (IOException e) {
            tcp.close();
            throw e;
        }
    }

    private static Socket tcp(TestListener listener) throws IOException {
        Socket tcp = new Socket();
        tcp.setTcpNoDelay(true);
        tcp.setSoTimeout(TIMEOUT_MILLIS);
        tcp.connect(new InetSocketAddress("127.0.0.1", listener.port()), TIMEOUT_MILLIS);
        return tcp;
    }

    private static SSLSocket tls(Socket tcp, SSLContext context, int mark) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(tcp, "localhost", mark, false);
    }

    /** What the handshake has agreed on. */
    SSLSession tlsSession() {
        return tls.getSession();
    }

    /** Connects, upgrades at {@code path} and has read the 101. */
    public static RawClient upgraded(TestListener listener, String path, String... moreHeaders)
            throws IOException {
        RawClient client = connect(listener);
        try {
            client.send(upgradeRequest(path, moreHeaders));
            String head = client.readHead();
            if (head.startsWith("HTTP/1.1 101 ")) {
                return client;
            }
            throw new IOException("expected 101, got: " + head);
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /** A complete upgrade request for localhost; {@code moreHeaders} are lines as "Name: value". */
    public static byte[] upgradeRequest(String path, String... moreHeaders) {
        StringBuilder request = new StringBuilder();
        request.append("GET ").append(path).append(" HTTP/1.1\r\n");
        request.append("Host: localhost\r\n");
        request.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
        request.append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ").append(KEY);
        request.append("\r\n");
        for (String header : moreHeaders) {
            request.append(header).append("\r\n");
        }
        return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends all parts in one write, which is one TLS record while they are below 16 KiB. */
    public RawClient send(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        tls.getOutputStream().write(all.toByteArray());
        tls.getOutputStream().flush();
        return this;
    }

    /** Sends all frames in one write. */
    public RawClient send(RawFrame... frames) throws IOException {
        byte[][] parts = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            parts[i] = frames[i].bytes();
        }
        return send(parts);
    }

    /** Sends lines of ASCII as they are. */
    public RawClient send(String ascii) throws IOException {
        return send(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes past TLS. */
    public void sendPlain(String ascii) throws IOException {
        tcp.getOutputStream().write(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Waits until the listener has closed the connection, in whatever way. */
    public void awaitClosed() {
        try {
            in.readAllBytes();
        } catch (IOException closed) {
            // Without close_notify, or with a reset: closed as well.
        }
    }

    /** Reads a response head through the empty line that ends it. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Reads exactly {@code length} bytes, the body of a response for example. */
    public String readBody(int length) throws IOException {
        byte[] body = new byte[length];
        in.readFully(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    public RawFrame readFrame() throws IOException {
        return RawFrame.read(in);
    }

    /** Reads frames up to and including the close frame and gives that one. */
    public RawFrame readClose() throws IOException {
        RawFrame frame = readFrame();
        while (frame.opcode() != RawFrame.CLOSE) {
            frame = readFrame();
        }
        return frame;
    }

    /** Waits for the end of the stream and fails if anything comes before it. */
    public void readEnd() throws IOException {
        int next = in.read();
        if (next >= 0) {
            throw new IOException("expected the end of the stream, got byte " + next);
        }
    }

    /** Reads everything up to the end of the stream. */
    public byte[] readRest() throws IOException {
        try {
            return in.readAllBytes();
        } catch (EOFException e) {
            return new byte[0];
        }
    }

    /** Sends a KeyUpdate (RFC 8446 section 4.6.3), where TLS 1.3 is spoken. */
    public void updateKeys() throws IOException {
        tls.startHandshake();
    }

    /** Sends close_notify and nothing more; the TCP connection stays, and can be read. */
    public void endOutput() throws IOException {
        tls.shutdownOutput();
    }

    /** Vanishes: a TCP reset without close frame and without close_notify. */
    public void reset() throws IOException {
        tcp.setSoLinger(true, 0);
        tcp.close();
    }

    /** Ends the stream with close_notify but without a close frame. */
    @Override
    public void close() throws IOException {
        tls.close();
        tcp.close();
    }
}
