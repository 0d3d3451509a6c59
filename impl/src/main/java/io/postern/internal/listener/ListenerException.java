package io.postern.internal.listener;

import org.jspecify.annotations.Nullable;

/** A listener cannot be opened. The message says why, with host and port, and what to do. */
public final class ListenerException extends Exception {

    private static final long serialVersionUID = 1L;

    ListenerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
