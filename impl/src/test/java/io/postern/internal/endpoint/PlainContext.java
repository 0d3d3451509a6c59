package io.postern.internal.endpoint;

/** Surrounds callbacks with nothing. */
final class PlainContext implements CallbackContext {

    @Override
    public void run(Runnable callbacks) {
        callbacks.run();
    }

    @Override
    public void inRequest(Runnable callback) {
        callback.run();
    }
}
