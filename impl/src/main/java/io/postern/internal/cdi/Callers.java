package io.postern.internal.cdi;

import io.postern.internal.endpoint.Identity;
import java.util.function.Consumer;

/** Tells the server's own security for which client a callback runs, where it can be told. */
interface Callers {

    /** For servers that cannot. */
    Callers UNTOLD = client -> Runnable::run;

    /** Runs callbacks as this client. */
    Consumer<Runnable> of(Identity client);

    /** Those of the application that the calling thread starts. */
    static Callers capture() {
        try {
            Class.forName(
                    "org.wildfly.security.auth.server.SecurityDomain",
                    false,
                    Callers.class.getClassLoader());
            return ElytronCallers.capture();
        } catch (ClassNotFoundException | LinkageError | SecurityException notToBeHad) {
            return UNTOLD;
        }
    }
}
