package io.postern.benchmarks.endpoints;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The process of a server, seen from inside. It is started with the directory of the key as its
 * first argument and options of the server behind it, says on its standard output where it listens,
 * and ends with its standard input: when the measuring process ends, so does this one.
 *
 * @param keys the directory of the key
 * @param option one that the server knows; empty when it is started as it comes
 */
public record PeerProcess(Path keys, String option) {

    /** Begins the line that says where the server listens. */
    public static final String LISTENING = "listening on port ";

    /** Of the key store; it guards a key that is thrown away after the run. */
    public static final String PASSWORD = "benchmark";

    /** Reads the arguments of the process. */
    public static PeerProcess of(String... arguments) {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException(
                    "Expected the directory of the key and at most one option, but got "
                            + arguments.length
                            + " arguments");
        }
        return new PeerProcess(Path.of(arguments[0]), arguments.length == 2 ? arguments[1] : "");
    }

    /** Key and certificate as PKCS 12, with {@link #PASSWORD}. */
    public Path keyStore() {
        return keys.resolve("key.p12");
    }

    /** The certificate as PEM. */
    public Path certificate() {
        return keys.resolve("certificate.pem");
    }

    /** The private key as PEM. */
    public Path privateKey() {
        return keys.resolve("private.pem");
    }

    /** For a server that has no options. */
    public PeerProcess withoutOption() {
        return withOption("");
    }

    /** For a server that knows these options; the first is the one that it is started with. */
    public PeerProcess withOption(String... known) {
        for (String each : known) {
            if (each.equals(option)) {
                return this;
            }
        }
        throw new IllegalArgumentException(
                "Unknown option '" + option + "'; known are: " + String.join(", ", known));
    }

    /**
     * Says where the server listens, and blocks until the measuring process has no more use for it.
     */
    public void serve(int port) throws IOException {
        System.out.println(LISTENING + port);
        while (System.in.read() >= 0) {
            // Nothing is said to a server but that it should end.
        }
    }
}
