package io.postern.internal.upgrade;

import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.Identity;
import java.util.ArrayList;
import java.util.List;

/** Surroundings that tell whether a caller is inside them. */
final class RecordedSurroundings implements CallbackContext {

    private boolean inApplication;
    private boolean inRequest;

    /** For whose sake something was asked, in order. */
    final List<Identity> clients = new ArrayList<>();

    @Override
    public void run(Runnable callbacks) {
        inApplication = true;
        try {
            callbacks.run();
        } finally {
            inApplication = false;
        }
    }

    @Override
    public void inRequest(Identity identity, Runnable callback) {
        inRequest = inApplication;
        clients.add(identity);
        try {
            callback.run();
        } finally {
            inRequest = false;
        }
    }

    /** Whether the caller is in the application's context and in a request context. */
    boolean surround() {
        return inRequest;
    }
}
