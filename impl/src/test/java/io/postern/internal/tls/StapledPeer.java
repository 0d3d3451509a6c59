package io.postern.internal.tls;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;

/**
 * The JDK's client, which asks for an OCSP response in the handshake.
 *
 * @param demanding whether it refuses a certificate without a good one
 */
record StapledPeer(X509Certificate trusted, String protocol, boolean demanding) {

    /**
     * What came of a handshake.
     *
     * @param stapled the responses, none or one
     */
    record Served(X509Certificate certificate, List<byte[]> stapled) {}

    /** Asks {@code server} for {@code name}; throws what ended the handshake, if it failed. */
    Served connect(Tls tls, String name) throws Exception {
        SSLEngine engine = tls().createSSLEngine(name, 443);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
        SslHandler handler = new SslHandler(engine);
        EmbeddedChannel near = new EmbeddedChannel(handler, new TlsPeer.IgnoredFaults());
        Future<Channel> handshake = handler.handshakeFuture();
        try (TlsChannel server = new TlsChannel(tls)) {
            boolean talking = true;
            while (talking) {
                talking = TlsPeer.carry(near, server.channel) | TlsPeer.carry(server.channel, near);
            }
            handshake.syncUninterruptibly();
            ExtendedSSLSession session = (ExtendedSSLSession) engine.getSession();
            return new Served(
                    (X509Certificate) session.getPeerCertificates()[0],
                    session.getStatusResponses());
        } finally {
            near.finishAndReleaseAll();
        }
    }

    private SSLContext tls() throws Exception {
        PKIXBuilderParameters parameters =
                new PKIXBuilderParameters(
                        Set.of(new TrustAnchor(trusted, null)), new X509CertSelector());
        parameters.setRevocationEnabled(false);
        if (demanding) {
            PKIXRevocationChecker checker =
                    (PKIXRevocationChecker)
                            CertPathValidator.getInstance("PKIX").getRevocationChecker();
            checker.setOptions(
                    Set.of(
                            PKIXRevocationChecker.Option.NO_FALLBACK,
                            PKIXRevocationChecker.Option.ONLY_END_ENTITY));
            // nobody listens there: what is not stapled cannot be found out
            checker.setOcspResponder(URI.create("http://127.0.0.1:1/"));
            parameters.addCertPathChecker(checker);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(new CertPathTrustManagerParameters(parameters));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
