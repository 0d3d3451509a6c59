package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.UnmatchedName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NameRuleTest {

    private SslContext context;
    private SSLEngine engine;

    @AfterEach
    void release() {
        ReferenceCountUtil.release(engine);
        ReferenceCountUtil.release(context);
    }

    private SSLEngine engine(TlsProvider provider, ClientAuth clientAuth) throws Exception {
        boolean openSsl = provider == TlsProvider.OPENSSL;
        SslContextBuilder builder =
                openSsl
                        ? BoringSslKeys.forServer(selector(UnmatchedName.DEFAULT), Optional.empty())
                                .option(OpenSslContextOption.GROUPS, new String[] {"P-384"})
                        : SslContextBuilder.forServer(
                                new SelectingKeyManager(selector(UnmatchedName.DEFAULT)));
        context =
                builder.sslProvider(openSsl ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                        .protocols("TLSv1.3", "TLSv1.2")
                        .ciphers(
                                List.of(
                                        "TLS_AES_256_GCM_SHA384",
                                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"))
                        .clientAuth(clientAuth)
                        .build();
        engine = context.newEngine(ByteBufAllocator.DEFAULT);
        return engine;
    }

    private static CertificateSelector selector(UnmatchedName unmatched) throws Exception {
        return new CertificateSelector(List.of(TestMaterial.selfSigned()), unmatched);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENSSL, NONE",
        "OPENSSL, OPTIONAL",
        "OPENSSL, REQUIRE",
        "JDK, NONE",
        "JDK, OPTIONAL",
        "JDK, REQUIRE"
    })
    void other_parameters_stay(TlsProvider provider, ClientAuth clientAuth) throws Exception {
        SSLEngine engine = engine(provider, clientAuth);
        List<Object> before = parameters(engine);
        new NameRule(selector(UnmatchedName.REFUSE)).apply(engine);
        assertThat(engine.getSSLParameters().getSNIMatchers()).hasSize(1);
        assertThat(parameters(engine)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void nothing_is_set_where_no_name_is_refused(TlsProvider provider) throws Exception {
        SSLEngine engine = engine(provider, ClientAuth.NONE);
        new NameRule(selector(UnmatchedName.DEFAULT)).apply(engine);
        assertThat(engine.getSSLParameters().getSNIMatchers()).isNullOrEmpty();
    }

    /** All that can be read back. */
    private static List<Object> parameters(SSLEngine engine) throws Exception {
        SSLParameters read = engine.getSSLParameters();
        return List.of(
                List.of(read.getCipherSuites()),
                List.of(read.getProtocols()),
                read.getNeedClientAuth(),
                read.getWantClientAuth(),
                read.getUseCipherSuitesOrder(),
                read.getEnableRetransmissions(),
                read.getMaximumPacketSize(),
                List.of(read.getApplicationProtocols()),
                String.valueOf(read.getAlgorithmConstraints()),
                String.valueOf(read.getEndpointIdentificationAlgorithm()),
                groups(read));
    }

    /** Since version 20 of the JDK. */
    private static String groups(SSLParameters read) throws Exception {
        return Arrays.stream(SSLParameters.class.getMethods())
                .filter(method -> method.getName().equals("getNamedGroups"))
                .map(
                        method -> {
                            try {
                                return Arrays.toString((String[]) method.invoke(read));
                            } catch (ReflectiveOperationException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .findFirst()
                .orElse("");
    }
}
