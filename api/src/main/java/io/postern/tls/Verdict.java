package io.postern.tls;

import java.security.Principal;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a {@link ClientCertificateValidator} decided. */
public sealed interface Verdict {

    /** The client may enter, under the name that {@code wss.tls.principal} finds. */
    static Verdict accept() {
        return new Accept(Optional.empty(), Set.of());
    }

    /** The client may enter as {@code principal}. */
    static Verdict accept(Principal principal) {
        return new Accept(Optional.of(principal), Set.of());
    }

    /** The client may enter as {@code principal}, who has these roles. */
    static Verdict accept(Principal principal, Set<String> roles) {
        return new Accept(Optional.of(principal), roles);
    }

    /**
     * The client is refused with the alert {@code certificate_unknown}.
     *
     * @param reason for the log, never told to the client
     */
    static Verdict refuse(String reason) {
        return new Refuse(reason, CertificateAlert.CERTIFICATE_UNKNOWN);
    }

    /**
     * The client is refused.
     *
     * @param reason for the log, never told to the client
     * @param alert what the client is told, where the TLS engine can
     */
    static Verdict refuse(String reason, CertificateAlert alert) {
        return new Refuse(reason, alert);
    }

    /** The others decide. */
    static Verdict abstain() {
        return new Abstain();
    }

    /**
     * The client may enter unless another validator refuses it.
     *
     * @param principal who it is; of several validators the first that names one decides
     * @param roles that it has; those of all validators count
     */
    record Accept(Optional<Principal> principal, Set<String> roles) implements Verdict {

        /**
         * Copies the roles.
         *
         * @throws NullPointerException when the principal has no name
         */
        public Accept {
            principal.ifPresent(
                    one -> Objects.requireNonNull(one.getName(), "the principal has no name"));
            roles = Set.copyOf(roles);
        }
    }

    /**
     * The client is refused, whatever others say.
     *
     * @param reason for the log; not blank
     * @param alert what the client is told, where the TLS engine can
     */
    record Refuse(String reason, CertificateAlert alert) implements Verdict {

        /** Checks the reason. */
        public Refuse {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("reason must not be blank");
            }
        }
    }

    /** No opinion. */
    record Abstain() implements Verdict {}
}
