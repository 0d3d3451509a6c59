package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.config.ClientAuth;
import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** A server's engines that do what a test wants, and remember whether they were released. */
final class TrialServer implements Supplier<SSLEngine> {

    private static final String[] NO_ALIASES = {};

    private final List<SSLEngine> engines = new ArrayList<>();
    private final List<SslContext> contexts = new ArrayList<>();
    private Supplier<SSLEngine> next = () -> null;
    private String[] versions = {"TLSv1.3", "TLSv1.2"};

    @Override
    public SSLEngine get() {
        SSLEngine engine = next.get();
        engines.add(engine);
        return engine;
    }

    void open(SslProvider provider, ClientAuth mode, X509Bundle bundle) throws Exception {
        SslContext context =
                SslContextBuilder.forServer(
                                bundle.getKeyPair().getPrivate(), bundle.getCertificate())
                        .sslProvider(provider)
                        .trustManager(bundle.getCertificate())
                        .clientAuth(netty(mode))
                        .protocols(versions)
                        .build();
        contexts.add(context);
        next = () -> context.newEngine(ByteBufAllocator.DEFAULT);
    }

    void open(X509ExtendedKeyManager keys, ClientAuth mode) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init((KeyStore) null);
        context.init(new KeyManager[] {keys}, trust.getTrustManagers(), null);
        next =
                () -> {
                    SSLEngine engine = context.createSSLEngine();
                    engine.setUseClientMode(false);
                    engine.setEnabledProtocols(versions);
                    engine.setNeedClientAuth(mode == ClientAuth.REQUIRED);
                    return engine;
                };
    }

    /** One engine for all, which chooses by the kind of key. */
    void openWithStore(X509Bundle... bundles) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Bundle bundle : bundles) {
            store.setKeyEntry(
                    bundle.getCertificate().getPublicKey().getAlgorithm(),
                    bundle.getKeyPair().getPrivate(),
                    new char[0],
                    new Certificate[] {bundle.getCertificate()});
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, new char[0]);
        open((X509ExtendedKeyManager) keys.getKeyManagers()[0], ClientAuth.NONE);
    }

    /** Chooses by the name that the client sends; an empty one where it sends none. */
    void openNamed(Function<String, X509Bundle> choice) throws Exception {
        open(new NamedKeys(choice), ClientAuth.NONE);
    }

    void onlyVersion(String version) throws Exception {
        Supplier<SSLEngine> all = next;
        next =
                () -> {
                    SSLEngine engine = all.get();
                    engine.setEnabledProtocols(new String[] {version});
                    return engine;
                };
    }

    void assertReleased() {
        engines.forEach(engine -> assertThat(ReferenceCountUtil.refCnt(engine)).isLessThan(1));
        contexts.forEach(ReferenceCountUtil::release);
    }

    private static io.netty.handler.ssl.ClientAuth netty(ClientAuth mode) {
        return switch (mode) {
            case NONE -> io.netty.handler.ssl.ClientAuth.NONE;
            case OPTIONAL -> io.netty.handler.ssl.ClientAuth.OPTIONAL;
            case REQUIRED -> io.netty.handler.ssl.ClientAuth.REQUIRE;
        };
    }

    private static final class NamedKeys extends X509ExtendedKeyManager {

        private final Function<String, X509Bundle> choice;

        NamedKeys(Function<String, X509Bundle> choice) {
            this.choice = choice;
        }

        @Override
        public String chooseEngineServerAlias(
                String keyType, Principal[] issuers, SSLEngine engine) {
            List<SNIServerName> names =
                    ((ExtendedSSLSession) engine.getHandshakeSession()).getRequestedServerNames();
            String name =
                    names.isEmpty()
                            ? ""
                            : new SNIHostName(names.get(0).getEncoded()).getAsciiName();
            return keyType.equals("EC") ? "name:" + name : null;
        }

        private X509Bundle bundle(String alias) {
            return choice.apply(alias.substring("name:".length()));
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {bundle(alias).getCertificate()};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return bundle(alias).getKeyPair().getPrivate();
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return NO_ALIASES;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return NO_ALIASES;
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
