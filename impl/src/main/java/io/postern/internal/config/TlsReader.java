package io.postern.internal.config;

import static io.postern.internal.config.ConfigKey.TLS_OCSP_STAPLING;
import static io.postern.internal.config.ConfigKey.TLS_OCSP_STAPLING_RESPONDER;
import static io.postern.internal.config.ConfigKey.TLS_ON_TRUST_CHANGE;
import static io.postern.internal.config.ConfigKey.TLS_RELOAD_INTERVAL;
import static io.postern.internal.config.ValueConverters.choice;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads how a listener speaks TLS, in the order of the keys. */
final class TlsReader {

    private final KeyValues values;
    private final TlsPolicyReader policies;
    private final KeySourceReader keySources;
    private final ClientAuthReader clientAuth;

    TlsReader(KeyValues values, String userHome, Optional<ByApplication> certificates) {
        this.values = values;
        this.policies = new TlsPolicyReader(values);
        this.keySources = new KeySourceReader(values, userHome, certificates);
        this.clientAuth = new ClientAuthReader(values);
    }

    /** Empty when no certificate is configured. */
    Optional<TlsConfig> read(Duration negotiationTimeout) {
        TlsProvider provider = values.get(ConfigKey.TLS_PROVIDER, choice(TlsProvider.class));
        TlsPolicy policy = policies.read();
        Optional<List<KeySource>> sources = keySources.read();
        UnmatchedName unmatched =
                values.get(ConfigKey.TLS_SNI_UNMATCHED, choice(UnmatchedName.class));
        StaplingConfig stapling = stapling();
        ClientAuth mode = clientAuth.mode();
        ClientAuthConfig clients = clientAuth.read(mode, negotiationTimeout);
        // a resumed session would carry an identity past the check of its certificate
        boolean resumption =
                values.find(ConfigKey.TLS_RESUMPTION, ValueConverters::onOff)
                        .orElse(mode == ClientAuth.NONE);
        ReloadConfig reload = reload(mode);
        return sources.map(
                found ->
                        new TlsConfig(
                                provider,
                                new ServerCertificates(found, unmatched, stapling),
                                policy.withResumption(resumption),
                                clients,
                                reload));
    }

    private StaplingConfig stapling() {
        boolean on = values.get(TLS_OCSP_STAPLING, ValueConverters::onOff);
        Optional<URI> responder =
                values.find(TLS_OCSP_STAPLING_RESPONDER, ValueConverters::responder);
        if (on) {
            return new StaplingConfig(true, responder);
        }
        if (values.isSet(TLS_OCSP_STAPLING_RESPONDER) && !values.isRefused(TLS_OCSP_STAPLING)) {
            values.refuse(
                    TLS_OCSP_STAPLING_RESPONDER,
                    "has no effect with "
                            + values.valueOf(TLS_OCSP_STAPLING)
                            + "; set "
                            + values.that(TLS_OCSP_STAPLING)
                            + " to on, or remove this");
        }
        return StaplingConfig.OFF;
    }

    private ReloadConfig reload(ClientAuth mode) {
        Optional<Duration> interval =
                values.get(TLS_RELOAD_INTERVAL, ValueConverters::reloadInterval);
        OnTrustChange onTrustChange = values.get(TLS_ON_TRUST_CHANGE, choice(OnTrustChange.class));
        if (onTrustChange == OnTrustChange.CLOSE && mode == ClientAuth.NONE) {
            values.refuse(TLS_ON_TRUST_CHANGE, clientAuth.withoutEffect());
        }
        if (onTrustChange == OnTrustChange.CLOSE && interval.isEmpty()) {
            values.refuse(
                    TLS_ON_TRUST_CHANGE,
                    "has no effect with "
                            + values.valueOf(TLS_RELOAD_INTERVAL)
                            + ", by which no change is noticed; set "
                            + values.that(TLS_RELOAD_INTERVAL)
                            + " to an interval such as 10s, or remove this");
        }
        return new ReloadConfig(interval, onTrustChange);
    }
}
