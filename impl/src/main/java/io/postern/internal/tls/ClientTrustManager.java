package io.postern.internal.tls;

import io.postern.internal.endpoint.Identity;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Has client certificates checked in the handshake, and keeps who was found until the handshake is
 * over. Not with the session: that may be resumed, when nothing has been checked.
 */
final class ClientTrustManager extends X509ExtendedTrustManager {

    private final ClientCheck check;
    private final List<X509Certificate> issuers;
    private final Function<ClientRefusal, CertificateException> translation;

    /** The handshakes that are under way; by identity, for engines have no equality. */
    private final Map<SSLEngine, Optional<Identity>> underWay = new ConcurrentHashMap<>();

    /**
     * Makes a manager for one engine.
     *
     * @param issuers whose names are told to clients
     * @param translation into what the engine makes the right alert of
     */
    ClientTrustManager(
            ClientCheck check,
            List<X509Certificate> issuers,
            Function<ClientRefusal, CertificateException> translation) {
        this.check = check;
        this.issuers = List.copyOf(issuers);
        this.translation = translation;
    }

    /** A handshake begins. */
    void begin(SSLEngine engine) {
        underWay.put(engine, Optional.empty());
    }

    /** A handshake is over: who was found in it, if anybody was looked for. */
    Optional<Identity> end(SSLEngine engine) {
        Optional<Identity> found = underWay.remove(engine);
        return found == null ? Optional.empty() : found;
    }

    ClientCheck check() {
        return check;
    }

    @Override
    public void checkClientTrusted(
            X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        if (engine == null || !underWay.containsKey(engine)) {
            throw new CertificateException("the connection has ended");
        }
        try {
            Identity identity = check.check(List.of(chain));
            // not after the connection has ended meanwhile
            underWay.replace(engine, Optional.of(identity));
        } catch (ClientRefusal refusal) {
            throw translation.apply(refusal);
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return issuers.toArray(X509Certificate[]::new);
    }

    @Override
    public void checkClientTrusted(
            X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("a socket is not served");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("only a connection is served");
    }

    @Override
    public void checkServerTrusted(
            X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(
            X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("a listener trusts no server");
    }
}
