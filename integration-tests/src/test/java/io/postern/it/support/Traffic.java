package io.postern.it.support;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Clients of {@link io.postern.it.app.Echo} who neither know nor care that the application is about
 * to end: some talk without a pause, one is silent, one comes and goes, and one never begins its
 * TLS handshake.
 */
public final class Traffic {

    private static final int TALKERS = 3;

    private final List<CompletableFuture<String>> connected;
    private final CompletableFuture<Throwable> coming;
    private final Socket mute;

    /** Returns when all of them are there. */
    public Traffic(Application application) throws IOException {
        URI uri = application.uri("/echo/b");
        mute = new Socket("127.0.0.1", uri.getPort());
        Client silent = application.connect("/echo/silent");
        List<Client> talkers =
                Stream.generate(() -> application.connect("/echo/a")).limit(TALKERS).toList();
        connected =
                Stream.concat(
                                talkers.stream().map(client -> later(() -> talk(client))),
                                Stream.of(later(silent::next)))
                        .toList();
        coming = later(() -> comeAndGo(application, uri));
    }

    /** The last event of each that was connected, when the application has ended. */
    public List<String> ends() throws IOException {
        try (mute) {
            if (mute.getInputStream().read() >= 0) {
                throw new IOException("a word for who has said nothing");
            }
        }
        coming.join();
        return connected.stream().map(CompletableFuture::join).toList();
    }

    private static String talk(Client client) throws InterruptedException {
        String event;
        do {
            try {
                client.send("hello");
            } catch (CompletionException e) {
                // The server has closed meanwhile; the next event says how.
            }
            event = client.next();
        } while (event.equals("a says hello"));
        return event;
    }

    /** Completes with what the client meets in the end. */
    private static Throwable comeAndGo(Application application, URI uri) {
        while (true) {
            try {
                application.connect(uri).send("hello").close(1000, "");
            } catch (CompletionException e) {
                return e;
            }
        }
    }

    private static <T> CompletableFuture<T> later(Work<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.run();
                    } catch (InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task, "traffic").start());
    }

    /** What a client does until it ends. */
    private interface Work<T> {
        T run() throws InterruptedException;
    }
}
