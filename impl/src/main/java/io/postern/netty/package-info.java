/**
 * The door to Netty, for applications that have to read or answer what comes before TLS. It is the
 * only part of this artifact that an application may use; with it the application depends on
 * Netty's own types, in the version that this artifact brings.
 */
@NullMarked
package io.postern.netty;

import org.jspecify.annotations.NullMarked;
