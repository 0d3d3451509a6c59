package io.postern.internal.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts a server that presents one of certain certificates, and nobody else. */
final class ExactTrust extends X509ExtendedTrustManager {

    private final List<X509Certificate> trusted;

    ExactTrust(List<X509Certificate> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        if (!trusted.contains(chain[0])) {
            throw new CertificateException(
                    "the server presents "
                            + describe(chain[0])
                            + " instead of "
                            + describe(trusted.get(0)));
        }
    }

    private static String describe(X509Certificate certificate) {
        return Printable.quoted(certificate.getSubjectX500Principal().getName())
                + " (serial number "
                + certificate.getSerialNumber().toString(16)
                + ")";
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("a client trusts no client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
