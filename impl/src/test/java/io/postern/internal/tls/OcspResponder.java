package io.postern.internal.tls;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A responder on the loopback address that can misbehave in every way. */
public final class OcspResponder implements AutoCloseable {

    /** What is done with one request. An exception closes the connection. */
    interface Behaviour {
        void answer(Request request, Socket connection) throws Exception;
    }

    /** What is said in a response of the right form. */
    public interface Answer {
        byte[] to(byte[] request) throws Exception;
    }

    /**
     * A request.
     *
     * @param head the request line and the headers
     */
    record Request(String head, byte[] body) {}

    private final ServerSocket server;
    private final String scheme;
    private final Behaviour behaviour;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final Thread acceptor;

    private OcspResponder(ServerSocketFactory sockets, String scheme, Behaviour behaviour)
            throws IOException {
        this.server = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.scheme = scheme;
        this.behaviour = behaviour;
        this.acceptor = inBackground(this::accept);
    }

    static OcspResponder behaving(Behaviour behaviour) throws IOException {
        return new OcspResponder(ServerSocketFactory.getDefault(), "http", behaviour);
    }

    public static OcspResponder answering(Answer answer) throws IOException {
        return behaving(behaviour(answer));
    }

    static OcspResponder overTls(ServerSocketFactory sockets, Answer answer) throws IOException {
        return new OcspResponder(sockets, "https", behaviour(answer));
    }

    private static Behaviour behaviour(Answer answer) {
        return (request, connection) -> ok(connection.getOutputStream(), answer.to(request.body()));
    }

    static void ok(OutputStream out, byte[] body) throws IOException {
        head(out, 200, "Content-Type: application/ocsp-response", "Content-Length: " + body.length);
        out.write(body);
        out.flush();
    }

    static void head(OutputStream out, int status, String... headers) throws IOException {
        String lines = "HTTP/1.1 " + status + " x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.write(lines.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    public URI uri() {
        return uri("127.0.0.1");
    }

    URI uri(String host) {
        return URI.create(scheme + "://" + host + ":" + server.getLocalPort() + "/ocsp?of=test");
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many connections have been made. */
    int connections() {
        return connections.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                inBackground(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = read(new BufferedInputStream(connection.getInputStream()));
            requests.add(request);
            behaviour.answer(request, connection);
        } catch (Exception e) {
            // The client has seen the end of the connection.
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ends in its head");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.US_ASCII);
        int length =
                text.lines()
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .filter(line -> line.startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                        .findFirst()
                        .orElseThrow(() -> new IOException("a request without a length"));
        return new Request(text, in.readNBytes(length));
    }

    private static Thread inBackground(Runnable work) {
        Thread thread = new Thread(work, "test-ocsp-responder");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The port takes connections for as long as a thread waits for them. */
    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        acceptor.join();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
