package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.postern.internal.config.TlsVersion;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** The Java runtime's client for one handshake, with no certificate of its own. */
final class TrialClient {

    private final SSLEngine engine;
    private final NoClientKey keys;

    private TrialClient(SSLEngine engine, NoClientKey keys) {
        this.engine = engine;
        this.keys = keys;
    }

    /**
     * What the client offers, and expects.
     *
     * @param version the only one
     * @param suites those that the runtime does not have are left out
     * @param target its certificates are the only ones trusted
     */
    record Offer(TlsVersion version, List<String> suites, SelfTest.Target target) {}

    /** A client that has not begun; empty when no client could ask for that name. */
    static Optional<TrialClient> of(Offer offer) {
        Optional<SNIHostName> name;
        try {
            name = offer.target().serverName().map(text -> new SNIHostName(text.getBytes(UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        NoClientKey keys = new NoClientKey();
        SSLContext context = context(keys, new ExactTrust(offer.target().certificates()));
        List<String> supported = List.of(context.getSupportedSSLParameters().getCipherSuites());
        SSLParameters parameters =
                new SSLParameters(
                        offer.suites().stream().filter(supported::contains).toArray(String[]::new),
                        new String[] {offer.version().protocol()});
        name.ifPresent(host -> parameters.setServerNames(List.of(host)));
        // without the server's address no session is kept that could be resumed
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters);
        return Optional.of(new TrialClient(engine, keys));
    }

    private static SSLContext context(NoClientKey keys, ExactTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java runtime has no TLS client", e);
        }
    }

    SSLEngine engine() {
        return engine;
    }

    boolean wasAskedForCertificate() {
        return keys.wasAsked();
    }
}
