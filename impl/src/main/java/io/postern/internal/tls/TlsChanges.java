package io.postern.internal.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Told what becomes of changed files, and of staples; on a thread that may be kept, but keeps the
 * next change.
 */
public interface TlsChanges {

    /**
     * New connections are served with what the files hold now.
     *
     * @param certificates the listener's own
     * @param trust whether others may enter than before
     */
    void reloaded(List<X509Certificate> certificates, boolean trust);

    /**
     * The files cannot be used; what was in service stays so.
     *
     * @param problem what is wrong and what to do
     */
    void failed(String problem);

    /** An attempt to fetch what is stapled to a certificate has brought nothing. */
    void stapleFailed();
}
