package io.postern.examples.chat;

/** The message becomes the reason of a close, which holds at most 123 bytes of UTF-8. */
class RefusedException extends RuntimeException {
    RefusedException(String message) {
        super(message);
    }
}
