package io.postern.internal.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives the JDK's TLS engine the certificate that suits a client best, and its key as it is, also
 * when that never leaves its token. The choice depends on what the client has sent alone, and so is
 * the same throughout a handshake.
 */
class SelectingKeyManager extends X509ExtendedKeyManager {

    private final CertificateSelector certificates;

    SelectingKeyManager(CertificateSelector certificates) {
        this.certificates = certificates;
    }

    @Override
    public final @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        Optional<CertificateSelector.Candidate> picked =
                pick(
                        keyType,
                        certificates.choose(
                                RequestedName.of(engine.getHandshakeSession()),
                                PeerSignatures.of(engine)::canVerify));
        picked.ifPresent(one -> chosen(one, engine));
        return picked.map(CertificateSelector.Candidate::alias).orElse(null);
    }

    /** The engine will present this certificate, and can be told what belongs to it. */
    void chosen(CertificateSelector.Candidate candidate, SSLEngine engine) {
        // The JDK's engine is told nothing.
    }

    /**
     * The one to use of those that suit the client equally well.
     *
     * @param keyType what the engine asks for
     */
    Optional<CertificateSelector.Candidate> pick(
            String keyType, List<CertificateSelector.Candidate> best) {
        // The engine goes through the types in the client's order, and takes only what it asks for.
        return best.stream()
                .filter(one -> one.publicKey().getAlgorithm().equals(keyType))
                .findFirst();
    }

    /** Connections have engines here, never sockets of their own. */
    @Override
    public final @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public final String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return certificates.all().stream()
                .filter(one -> one.publicKey().getAlgorithm().equals(keyType))
                .map(CertificateSelector.Candidate::alias)
                .toArray(String[]::new);
    }

    @Override
    public final X509Certificate @Nullable [] getCertificateChain(String alias) {
        return of(alias, material -> material.chain().toArray(X509Certificate[]::new));
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return of(alias, TlsMaterial::key);
    }

    private <T> @Nullable T of(String alias, Function<TlsMaterial, T> part) {
        for (CertificateSelector.Candidate one : certificates.all()) {
            if (one.alias().equals(alias)) {
                return part.apply(one.material());
            }
        }
        return null;
    }

    @Override
    public final String @Nullable [] getClientAliases(
            String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public final @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
