package io.postern.internal.tls;

import io.postern.RefusalReason;
import io.postern.tls.CertificateAlert;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What path validation (RFC 5280 section 6) has found. */
sealed interface PathResult {

    /**
     * The path is valid.
     *
     * @param chain the client's certificate first, each one issued by the next, the last one of the
     *     trust store
     */
    record Valid(List<X509Certificate> chain) implements PathResult {}

    /**
     * The path is not valid.
     *
     * @param failure says why; holds nothing that the peer sent but escaped and capped
     * @param reason under which it is counted
     * @param alert what the client is told
     */
    record Invalid(CertPathValidatorException failure, RefusalReason reason, CertificateAlert alert)
            implements PathResult {}
}
