package io.postern.tls;

/**
 * A CDI event: files have changed and cannot be used; what was in service stays so, and the files
 * are looked at again. Fired once for each problem, not for each look.
 *
 * <p>It is fired on a worker thread, with a request context of its own.
 *
 * @param listener the listener's name
 * @param problem what is wrong and what to do; the same text is in the log
 */
public record CertificateReloadFailed(String listener, String problem) {}
