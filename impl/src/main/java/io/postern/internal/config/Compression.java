package io.postern.internal.config;

/** Whether messages may be compressed. */
public enum Compression {
    /** No extension is negotiated. */
    OFF,
    /** permessage-deflate (RFC 7692), with each client that offers it. */
    ON
}
