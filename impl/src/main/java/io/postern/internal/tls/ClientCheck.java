package io.postern.internal.tls;

import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.PathValidation;
import io.postern.internal.endpoint.Identity;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides who a client is and whether it may enter: path validation, revocation, then the
 * application's validators. Blocks; never on an event loop.
 */
final class ClientCheck {

    private final ClientAuthConfig config;
    private final ClientPath path;
    private final ValidatorCalls validators;
    private final PrincipalMapping principals;
    private final Clock clock;

    ClientCheck(ClientAuthConfig config, ClientPath path, ValidatorCalls validators, Clock clock) {
        this.config = config;
        this.path = path;
        this.validators = validators;
        this.principals = new PrincipalMapping(config.principal());
        this.clock = clock;
    }

    /**
     * Checks what a client presented, as it did.
     *
     * @throws ClientRefusal when it may not enter
     */
    Identity check(List<X509Certificate> presented) throws ClientRefusal {
        long begin = System.nanoTime();
        PathResult result = path.check(presented, clock.instant(), config.timeout());
        boolean deciding = config.path().validation() == PathValidation.VALIDATORS;
        if (result instanceof PathResult.Invalid invalid && !deciding) {
            throw ClientRefusal.of(invalid);
        }
        CheckedCertificate certificate = CheckedCertificate.of(presented, result);
        Duration left = config.timeout().minusNanos(System.nanoTime() - begin);
        ValidatorCalls.Answer answer = validators.ask(certificate, left);
        if (deciding && !answer.accepted()) {
            throw ClientRefusal.refused("no validator accepted it");
        }
        return new Identity(
                Optional.of(principal(certificate, answer)),
                answer.roles(),
                Optional.of(certificate),
                expiry(certificate));
    }

    private Principal principal(CheckedCertificate certificate, ValidatorCalls.Answer answer)
            throws ClientRefusal {
        Optional<Principal> named = answer.principal();
        if (named.isEmpty()) {
            named = principals.principal(certificate.certificate());
        }
        return named.orElseThrow(
                () ->
                        ClientRefusal.refused(
                                "it has not exactly one name of the kind that wss.tls.principal"
                                        + " asks for"));
    }

    /** Of the path's certificates the first to end; those whom validators let in do not end. */
    private Optional<Identity.Expiry> expiry(CheckedCertificate certificate) {
        if (certificate.pathFailure().isPresent()) {
            return Optional.empty();
        }
        return certificate.chain().stream()
                .map(one -> one.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .map(end -> new Identity.Expiry(end, clock, "the client certificate has expired"));
    }
}
