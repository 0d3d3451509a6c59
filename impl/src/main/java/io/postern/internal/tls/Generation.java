package io.postern.internal.tls;

import io.postern.internal.config.ClientAuth;
import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.Revocation;
import io.postern.internal.config.TlsConfig;
import java.util.List;
import java.util.Optional;

/** What handshakes are done with until certificates change; replaced as a whole. */
final class Generation implements AutoCloseable {

    private static final RevocationCheck NOT_CHECKED = (chain, now, left) -> {};

    private final LoadedMaterial material;
    private final Engines engines;
    private final boolean inToken;
    private final CertificateSelector certificates;
    private final Optional<ClientTrustManager> clients;

    private Generation(LoadedMaterial material, EngineFactory.Built built) {
        this.material = material;
        this.engines = built.engines();
        this.inToken =
                material.certificates().stream().anyMatch(one -> one.key().getEncoded() == null);
        this.certificates = built.certificates();
        this.clients = built.clients();
    }

    /**
     * Makes everything ready. May enter native code.
     *
     * @param ocsp asks a responder, where one is configured
     * @param staples of the certificates; empty where stapling is off
     * @throws TlsMaterialException when the engine is missing or does not take the keys
     */
    static Generation of(
            TlsConfig config,
            LoadedMaterial material,
            TlsServices services,
            Optional<OcspCheck> ocsp,
            Optional<Staples> staples)
            throws TlsMaterialException {
        Optional<ClientCheck> check =
                config.clients().mode() == ClientAuth.NONE
                        ? Optional.empty()
                        : Optional.of(
                                new ClientCheck(
                                        config.clients(),
                                        path(config.clients(), material.trust(), ocsp),
                                        services.validators(),
                                        services.clock()));
        return new Generation(material, EngineFactory.build(config, material, check, staples));
    }

    private static ClientPath path(
            ClientAuthConfig clients, TrustMaterial trust, Optional<OcspCheck> ocsp) {
        Revocation revocation = clients.path().revocation();
        RevocationCheck check =
                revocation instanceof Revocation.Crl
                        ? new CrlCheck(trust.crls())
                        : ocsp.<RevocationCheck>map(asked -> asked).orElse(NOT_CHECKED);
        return new ClientPath(trust, check);
    }

    /**
     * Whether a handshake may have to wait: for the check of a client, or for a token that signs.
     * All else takes no longer than an event loop can spare.
     */
    boolean mayBlock() {
        return clients.isPresent() || inToken;
    }

    LoadedMaterial material() {
        return material;
    }

    /** What has to be tried before it is used. */
    List<SelfTest.Target> trialTargets() {
        return TrialTargets.of(certificates);
    }

    Engines engines() {
        return engines;
    }

    Optional<ClientTrustManager> clients() {
        return clients;
    }

    String description() {
        return engines.description() + ", " + material.source();
    }

    /** The connections that it has made go on with what they need of it. */
    @Override
    public void close() {
        engines.close();
    }
}
