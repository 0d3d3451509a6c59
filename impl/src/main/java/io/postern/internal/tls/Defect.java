package io.postern.internal.tls;

/**
 * Why a key or a certificate is unfit for a TLS server.
 *
 * @param problem goes on after the name of the entry, without a full stop
 * @param cure an imperative without a full stop
 */
record Defect(String problem, String cure) {}
