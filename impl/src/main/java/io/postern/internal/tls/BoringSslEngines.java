package io.postern.internal.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.TlsVersion;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** BoringSSL's engine. All of it enters native code: see {@link OwnThread}. */
final class BoringSslEngines implements Engines {

    /** As the JDK has it; BoringSSL's own limit is three times as much. */
    private static final int MAX_CERTIFICATES_SIZE = 32 << 10;

    private final TlsRules rules;
    private final NameRule names;
    private final String description;
    private final SslContext context;

    /**
     * Makes BoringSSL ready.
     *
     * @throws SSLException when it does not take the keys
     */
    BoringSslEngines(TlsRules rules, NamedGroups groups, String description) throws SSLException {
        this.rules = rules;
        this.names = new NameRule(rules.certificates());
        this.description = description;
        SslContextBuilder builder =
                BoringSslKeys.forServer(rules.certificates(), rules.staples())
                        .sslProvider(SslProvider.OPENSSL_REFCNT)
                        .protocols(
                                rules.policy().versions().stream()
                                        .map(TlsVersion::protocol)
                                        .toList())
                        .ciphers(rules.policy().cipherSuites(), SupportedCipherSuiteFilter.INSTANCE)
                        .clientAuth(clientAuth(rules.clientAuth()))
                        .enableOcsp(rules.staples().isPresent())
                        .sessionTimeout(TlsRules.SESSION_TIMEOUT)
                        .option(
                                OpenSslContextOption.MAX_CERTIFICATE_LIST_BYTES,
                                MAX_CERTIFICATES_SIZE);
        rules.clients().ifPresent(builder::trustManager);
        groups.offer(builder);
        this.context = builder.build();
        ((OpenSslSessionContext) context.sessionContext())
                .setSessionCacheEnabled(rules.policy().resumption());
    }

    private static io.netty.handler.ssl.ClientAuth clientAuth(ClientAuth wanted) {
        return switch (wanted) {
            case NONE -> io.netty.handler.ssl.ClientAuth.NONE;
            case OPTIONAL -> io.netty.handler.ssl.ClientAuth.OPTIONAL;
            case REQUIRED -> io.netty.handler.ssl.ClientAuth.REQUIRE;
        };
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
        SSLEngine engine = context.newEngine(allocator);
        try {
            prepare(engine);
            return engine;
        } catch (RuntimeException e) {
            ReferenceCountUtil.release(engine);
            throw e;
        }
    }

    private void prepare(SSLEngine engine) {
        if (!rules.policy().resumption()) {
            // Netty switches tickets on for each engine that may speak TLS 1.3.
            SSL.setOptions(
                    ((ReferenceCountedOpenSslEngine) engine).sslPointer(), SSL.SSL_OP_NO_TICKET);
        }
        names.apply(engine);
    }

    @Override
    public boolean isStapling() {
        return rules.staples().isPresent();
    }

    @Override
    public String description() {
        return description;
    }

    /** The engines of connections keep it alive as long as they need it. */
    @Override
    public void close() {
        ReferenceCountUtil.release(context);
    }
}
