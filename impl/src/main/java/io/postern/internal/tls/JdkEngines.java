package io.postern.internal.tls;

import io.netty.buffer.ByteBufAllocator;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsVersion;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** The JDK's engine. */
final class JdkEngines implements Engines {

    private final TlsRules rules;
    private final NamedGroups groups;
    private final NameRule names;
    private final String description;
    private final SSLContext shared;
    private final SSLParameters parameters;

    /**
     * Makes the JDK's engine ready.
     *
     * @throws GeneralSecurityException when it does not take the keys
     */
    JdkEngines(TlsRules rules, NamedGroups groups, String description)
            throws GeneralSecurityException {
        this.rules = rules;
        this.groups = groups;
        this.names = new NameRule(rules.certificates());
        this.description = description;
        this.shared = context();
        this.parameters = parameters();
    }

    private SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager[] trust =
                rules.clients().map(clients -> new TrustManager[] {clients}).orElse(NOBODY);
        context.init(new KeyManager[] {new SelectingKeyManager(rules.certificates())}, trust, null);
        context.getServerSessionContext().setSessionTimeout(TlsRules.SESSION_TIMEOUT);
        return context;
    }

    /** Not null, which would mean the JVM's own. */
    private static final TrustManager[] NOBODY = new TrustManager[0];

    private SSLParameters parameters() {
        TlsPolicy policy = rules.policy();
        List<String> supported = List.of(shared.getSupportedSSLParameters().getCipherSuites());
        SSLParameters chosen = new SSLParameters();
        chosen.setProtocols(
                policy.versions().stream().map(TlsVersion::protocol).toArray(String[]::new));
        chosen.setCipherSuites(
                policy.cipherSuites().stream().filter(supported::contains).toArray(String[]::new));
        switch (rules.clientAuth()) {
            case NONE -> {}
            case OPTIONAL -> chosen.setWantClientAuth(true);
            case REQUIRED -> chosen.setNeedClientAuth(true);
        }
        return chosen;
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
        SSLEngine engine = sessions().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        groups.offer(engine);
        names.apply(engine);
        return engine;
    }

    /** A context that has seen no other connection has no session that could be resumed. */
    private SSLContext sessions() {
        if (rules.policy().resumption()) {
            return shared;
        }
        try {
            return context();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's TLS engine refuses what it has taken", e);
        }
    }

    /** The JDK has one switch for all servers of a JVM, and asks responders during handshakes. */
    @Override
    public boolean isStapling() {
        return false;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void close() {
        // All of it is Java's.
    }
}
