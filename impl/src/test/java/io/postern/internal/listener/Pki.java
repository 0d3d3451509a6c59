package io.postern.internal.listener;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.config.OnTrustChange;
import io.postern.internal.config.PathValidation;
import io.postern.internal.config.PemConfig;
import io.postern.internal.config.PemLocation;
import io.postern.internal.config.PrincipalSource;
import io.postern.internal.config.ReloadConfig;
import io.postern.internal.config.Revocation;
import io.postern.internal.config.ServerCertificates;
import io.postern.internal.config.StaplingConfig;
import io.postern.internal.config.TlsConfig;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.TrustSource;
import io.postern.internal.config.UnmatchedName;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Authorities, certificates and files of a listener that asks its clients for certificates. */
public final class Pki {

    final X509Bundle serverAuthority;
    final X509Bundle clientAuthority;
    private final Path directory;

    /** Writes {@code server.crt}, {@code server.key} and {@code clients.pem} to the directory. */
    public Pki(Path directory) throws Exception {
        this.directory = directory;
        serverAuthority = authority("CN=servers");
        clientAuthority = authority("CN=clients");
        serve("localhost");
        trust(clientAuthority.getCertificate());
    }

    public static X509Bundle authority(String subject) throws Exception {
        return new CertificateBuilder()
                .subject(subject)
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
    }

    /** A new certificate for the listener. */
    public X509Certificate serve(String name) throws Exception {
        return serve(issue(name));
    }

    /** From now on this is the listener's certificate. */
    X509Certificate serve(X509Bundle server) throws Exception {
        Path certificate = prepare("server.crt", server.getCertificatePEM());
        Path key = prepare("server.key", server.getPrivateKeyPEM());
        replace("server.crt", certificate);
        replace("server.key", key);
        return server.getCertificate();
    }

    /** As {@link #serve(String)}, not yet in the listener's files. */
    public X509Bundle issue(String name) throws Exception {
        return new CertificateBuilder()
                .subject("CN=" + name)
                .addSanDnsName(name)
                .ecp256()
                .buildIssuedBy(serverAuthority);
    }

    /** From now on these are the only ones who may issue client certificates. */
    public void trust(X509Certificate... authorities) throws Exception {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate authority : authorities) {
            pem.append(pem(authority));
        }
        write("clients.pem", pem.toString());
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Replaces a file of the listener as a whole. */
    void write(String file, String text) throws IOException {
        replace(file, prepare(file, text));
    }

    private Path prepare(String file, String text) throws IOException {
        return Files.writeString(directory.resolve(file + ".new"), text);
    }

    private void replace(String file, Path fresh) throws IOException {
        Files.move(
                fresh,
                directory.resolve(file),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** As the client authority issues them; {@code change} may spoil it. */
    public X509Bundle client(String subject, UnaryOperator<CertificateBuilder> change)
            throws Exception {
        return change.apply(
                        new CertificateBuilder()
                                .subject(subject)
                                .addExtendedKeyUsageClientAuth()
                                .ecp256())
                .buildIssuedBy(clientAuthority);
    }

    public X509Bundle client(String subject) throws Exception {
        return client(subject, UnaryOperator.identity());
    }

    /** Trusts the listener's authority; presents {@code identity}, or nothing for null. */
    public SSLContext clientTls(@Nullable X509Bundle identity) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("servers", serverAuthority.getCertificate());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManager[] keys = identity == null ? null : new KeyManager[] {new Presented(identity)};
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys, trust.getTrustManagers(), null);
        return tls;
    }

    /** The defaults, with the files as PEM, asking for client certificates. */
    ListenerConfig listener(TlsProvider engine, UnaryOperator<Settings> change) {
        Settings settings = change.apply(new Settings());
        ListenerConfig c = TestListener.defaults(engine);
        return new ListenerConfig(
                c.name(),
                c.socket(),
                c.negotiation(),
                new TlsConfig(
                        engine,
                        new ServerCertificates(
                                List.of(
                                        new PemConfig(
                                                new PemLocation.InFile(
                                                        directory.resolve("server.crt")),
                                                new PemLocation.InFile(
                                                        directory.resolve("server.key")),
                                                Optional.empty(),
                                                "wss.tls.key-store.pem")),
                                UnmatchedName.DEFAULT,
                                settings.stapling),
                        settings.policy,
                        settings.clients(directory),
                        new ReloadConfig(settings.interval, settings.onTrustChange)),
                c.upgrade(),
                c.session());
    }

    /** What tests change. */
    static final class Settings {

        ClientAuth mode = ClientAuth.REQUIRED;
        boolean trusting = true;
        PathValidation validation = PathValidation.REQUIRED;
        Revocation revocation = new Revocation.None();
        PrincipalSource principal = PrincipalSource.SUBJECT;
        Duration timeout = Duration.ofSeconds(5);
        TlsPolicy policy = policy(false);
        Optional<Duration> interval = Optional.empty();
        OnTrustChange onTrustChange = OnTrustChange.KEEP;
        StaplingConfig stapling = StaplingConfig.OFF;

        static TlsPolicy policy(boolean resumption) {
            TlsPolicy standard = TlsPolicy.standard();
            return new TlsPolicy(
                    standard.versions(), standard.cipherSuites(), standard.groups(), resumption);
        }

        private ClientAuthConfig clients(Path directory) {
            Optional<TrustSource> trust =
                    trusting
                            ? Optional.of(
                                    new TrustSource.InPem(
                                            new PemLocation.InFile(
                                                    directory.resolve("clients.pem")),
                                            "wss.tls.trust-store.pem"))
                            : Optional.empty();
            return new ClientAuthConfig(
                    mode,
                    trust,
                    new ClientAuthConfig.Path(validation, revocation),
                    principal,
                    timeout);
        }
    }

    /** Presents a certificate whatever the listener says it accepts. */
    private static final class Presented extends X509ExtendedKeyManager {

        private final X509Bundle identity;

        Presented(X509Bundle identity) {
            this.identity = identity;
        }

        @Override
        public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, SSLEngine e) {
            return "client";
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return "client";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.getCertificatePath();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.getKeyPair().getPrivate();
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {"client"};
        }

        @Override
        public @Nullable String[] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
