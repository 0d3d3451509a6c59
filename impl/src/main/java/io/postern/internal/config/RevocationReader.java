package io.postern.internal.config;

import static io.postern.internal.config.ConfigKey.TLS_CRL_PATH;
import static io.postern.internal.config.ConfigKey.TLS_OCSP_RESPONDER;
import static io.postern.internal.config.ConfigKey.TLS_REVOCATION;
import static io.postern.internal.config.ConfigKey.TRUST_PEM_CERTS;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Reads how revoked client certificates are found. */
final class RevocationReader {

    private final KeyValues values;

    RevocationReader(KeyValues values) {
        this.values = values;
    }

    /** {@code wss.tls.revocation}. */
    private enum Kind {
        NONE,
        CRL,
        OCSP
    }

    /**
     * {@link Revocation.None} also after noting a problem.
     *
     * @param hasPath whether there is a path to a trust store whose certificates can be checked
     */
    Revocation read(boolean hasPath) {
        Kind kind = values.get(TLS_REVOCATION, ValueConverters.choice(Kind.class));
        Optional<Path> lists = values.find(TLS_CRL_PATH, ValueConverters::file);
        Optional<URI> responder = values.find(TLS_OCSP_RESPONDER, ValueConverters::responder);
        if (!values.isRefused(TLS_REVOCATION)) {
            check(kind == Kind.CRL, TLS_CRL_PATH, "crl", "the file or directory with the lists");
            check(kind == Kind.OCSP, TLS_OCSP_RESPONDER, "ocsp", "the URI of the responder");
        }
        if (kind != Kind.NONE && !hasPath) {
            values.refuse(TLS_REVOCATION, withoutPath());
        }
        return switch (kind) {
            case NONE -> new Revocation.None();
            case CRL -> lists.<Revocation>map(Revocation.Crl::new).orElseGet(Revocation.None::new);
            case OCSP ->
                    responder.<Revocation>map(Revocation.Ocsp::new).orElseGet(Revocation.None::new);
        };
    }

    private void check(boolean chosen, ConfigKey key, String kind, String what) {
        String revocation = values.valueOf(TLS_REVOCATION);
        if (chosen && !values.isSet(key)) {
            values.miss(key, "missing; " + revocation + " needs " + what);
        } else if (!chosen && values.isSet(key)) {
            values.refuse(
                    key,
                    "has no effect with "
                            + revocation
                            + "; set "
                            + values.that(TLS_REVOCATION)
                            + " to "
                            + kind
                            + ", or remove this");
        }
    }

    private String withoutPath() {
        return "needs a trust store, because the path to it is what is checked, and none is"
                + " configured; set "
                + values.name(TRUST_PEM_CERTS)
                + " or another trust store, or remove this and leave revocation to the validators";
    }
}
