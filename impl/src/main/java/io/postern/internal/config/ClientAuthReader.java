package io.postern.internal.config;

import static io.postern.internal.config.ConfigKey.NEGOTIATION_TIMEOUT;
import static io.postern.internal.config.ConfigKey.TLS_CLIENT_AUTH;
import static io.postern.internal.config.ConfigKey.TLS_CLIENT_AUTH_TIMEOUT;
import static io.postern.internal.config.ConfigKey.TLS_PATH_VALIDATION;
import static io.postern.internal.config.ConfigKey.TLS_PRINCIPAL;
import static io.postern.internal.config.ConfigKey.TRUST_P12_PATH;
import static io.postern.internal.config.ConfigKey.TRUST_PEM_CERTS;
import static io.postern.internal.config.ValueConverters.choice;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is asked of client certificates. Whatever would make somebody believe that clients are
 * checked when they are not is refused.
 */
final class ClientAuthReader {

    /** The keys, declared one after another, that say how a client certificate is checked. */
    static final List<ConfigKey> CHECKS =
            List.copyOf(EnumSet.range(TRUST_P12_PATH, TLS_CLIENT_AUTH_TIMEOUT));

    private final KeyValues values;
    private final TrustSourceReader trustSources;
    private final RevocationReader revocations;

    ClientAuthReader(KeyValues values) {
        this.values = values;
        this.trustSources = new TrustSourceReader(values);
        this.revocations = new RevocationReader(values);
    }

    /** The strictest in place of an unusable value, so that the other keys are looked at. */
    ClientAuth mode() {
        return values.find(TLS_CLIENT_AUTH, choice(ClientAuth.class))
                .orElseGet(
                        () ->
                                values.isSet(TLS_CLIENT_AUTH)
                                        ? ClientAuth.REQUIRED
                                        : ClientAuth.NONE);
    }

    /** {@link ClientAuthConfig#NONE} also after noting that nothing can vouch for a client. */
    ClientAuthConfig read(ClientAuth mode, Duration negotiationTimeout) {
        if (mode == ClientAuth.NONE) {
            CHECKS.stream()
                    .filter(values::isSet)
                    .forEach(key -> values.refuse(key, withoutEffect()));
            return ClientAuthConfig.NONE;
        }
        Optional<TrustSource> trust = trustSources.read();
        PathValidation validation = values.get(TLS_PATH_VALIDATION, choice(PathValidation.class));
        boolean decidedByPath =
                validation == PathValidation.REQUIRED && !values.isRefused(TLS_PATH_VALIDATION);
        boolean trusting = trustSources.isConfigured();
        if (decidedByPath && !trusting && !values.isRefused(TLS_CLIENT_AUTH)) {
            values.refuse(TLS_CLIENT_AUTH, trustMissing());
        }
        Revocation revocation = revocations.read(trusting || validation == PathValidation.REQUIRED);
        PrincipalSource principal = values.get(TLS_PRINCIPAL, choice(PrincipalSource.class));
        Duration timeout = timeout(negotiationTimeout);
        ClientAuthConfig.Path path = new ClientAuthConfig.Path(validation, revocation);
        return trust.isEmpty() && path.needsTrust()
                ? ClientAuthConfig.NONE
                : new ClientAuthConfig(mode, trust, path, principal, timeout);
    }

    /** The rule that a key breaks when it says something about clients that are not asked. */
    String withoutEffect() {
        return "has no effect with "
                + values.valueOf(TLS_CLIENT_AUTH)
                + ", by which no client is asked for a certificate; set "
                + values.that(TLS_CLIENT_AUTH)
                + " to optional or required, or remove this";
    }

    private String trustMissing() {
        return "needs a trust store, and none is configured; set "
                + values.name(TRUST_PEM_CERTS)
                + " to the certificates of those who issue your clients' certificates, or "
                + values.name(TRUST_P12_PATH)
                + " to a PKCS12 file with them. The public roots of the Java runtime are never"
                + " implied. Only with "
                + values.name(TLS_PATH_VALIDATION)
                + "=validators, where your validators alone decide, it may be absent";
    }

    private Duration timeout(Duration negotiationTimeout) {
        Duration timeout = values.get(TLS_CLIENT_AUTH_TIMEOUT, ValueConverters::timeout);
        if (!values.isSet(TLS_CLIENT_AUTH_TIMEOUT)) {
            Duration half = negotiationTimeout.dividedBy(2);
            return half.compareTo(timeout) < 0 ? half : timeout;
        }
        boolean comparable =
                !values.isRefused(TLS_CLIENT_AUTH_TIMEOUT)
                        && !values.isRefused(NEGOTIATION_TIMEOUT);
        if (comparable && timeout.compareTo(negotiationTimeout) >= 0) {
            values.refuse(
                    TLS_CLIENT_AUTH_TIMEOUT,
                    "must be shorter than "
                            + values.valueOf(NEGOTIATION_TIMEOUT)
                            + ", which includes it; shorten this, or lengthen "
                            + values.that(NEGOTIATION_TIMEOUT));
        }
        return timeout;
    }
}
