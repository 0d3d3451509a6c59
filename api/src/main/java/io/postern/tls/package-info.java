/**
 * TLS as an application takes part in it: which certificates its listener serves, which clients it
 * lets in, and what it is told when certificates change.
 */
@NullMarked
package io.postern.tls;

import org.jspecify.annotations.NullMarked;
