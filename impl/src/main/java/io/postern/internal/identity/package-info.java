/**
 * Step 6. Receives a request that has found its endpoint from {@code upgrade}; says who the client
 * is, by certificate or token, asks the application's checks, and compares its roles with those
 * that the endpoint asks for. Hands back an identity, or a refusal with a status. Threads: worker
 * threads where tokens are verified, a file of roles is read or checks are asked; else the
 * negotiation event loops.
 *
 * <p>Door: {@link io.postern.internal.identity.Entry}. {@link
 * io.postern.internal.identity.Identification} knows the sources of identity.
 */
@NullMarked
package io.postern.internal.identity;

import org.jspecify.annotations.NullMarked;
