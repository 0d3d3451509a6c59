package io.postern.internal.config;

/** What becomes of a peer that does not take what is sent to it. */
public enum SendOverflow {
    /** Its connection is closed. */
    CLOSE,
    /** The send fails; its connection goes on. */
    FAIL_SEND
}
