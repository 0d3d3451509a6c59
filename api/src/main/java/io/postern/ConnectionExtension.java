package io.postern;

/**
 * A step that a listener applies to each of its connections before the upgrade, in the order in
 * which the extensions were {@linkplain ConnectionExtensions#register registered}. There is {@link
 * io.postern.tls.WebSocketSecureConnectionExtension}; other implementations cannot be registered.
 */
public interface ConnectionExtension {}
