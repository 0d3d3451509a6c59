package io.postern.internal.upgrade;

import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.Identity;

/** Surroundings that tell whether a caller is inside them. */
final class RecordedSurroundings implements CallbackContext {

    private boolean inApplication;
    private boolean inRequest;

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
