package io.postern.internal.cdi;

import static io.postern.RefusalReason.CLIENT_CERTIFICATE_REFUSED;
import static io.postern.RefusalReason.CLIENT_CERTIFICATE_UNTRUSTED;
import static io.postern.RefusalReason.NO_CLIENT_CERTIFICATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.internal.listener.Pki;
import io.postern.tls.ClientCertificate;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.Verdict;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Validators that are beans, with a trust store by configuration. */
@Timeout(60)
class ClientCertificateValidatorBeansTest {

    @TempDir Path directory;
    private Pki pki;

    @BeforeEach
    void makeCertificates() throws Exception {
        pki = new Pki(directory);
    }

    /** No proxy: it can be read when CDI has ended. */
    @Singleton
    static class Journal {

        final List<String> lines = new CopyOnWriteArrayList<>();

        void shutDown(@Observes Shutdown event) {
            lines.add("shutdown");
        }
    }

    @ServerEndpoint("/who")
    @ApplicationScoped
    public static class Who {

        @OnMessage
        public String who(String text, Session session) {
            return session.getUserPrincipal().getName();
        }
    }

    /** A collaborator that is there once for each request context. */
    @RequestScoped
    static class Calls {

        private int calls;

        int next() {
            return ++calls;
        }
    }

    @ApplicationScoped
    static class Guests {

        boolean knows(String name) {
            return !name.equals("mallory");
        }
    }

    /** Writes down that it is asked, and what of its request it sees. */
    abstract static class Witness implements ClientCertificateValidator {

        @Inject Journal journal;
        @Inject Calls calls;

        @Override
        public Verdict validate(ClientCertificate certificate) {
            journal.lines.add(
                    getClass().getSimpleName().replaceAll("_.*|\\$.*", "")
                            + " "
                            + calls.next()
                            + calls.next());
            return Verdict.abstain();
        }
    }

    @Priority(1)
    @Dependent
    public static class Zero extends Witness {}

    @Priority(1999)
    @ApplicationScoped
    public static class Late extends Witness {}

    @ApplicationScoped
    public static class Beta extends Witness {}

    @Dependent
    public static class Alpha extends Witness {}

    @Priority(2001)
    @Dependent
    public static class Again extends Witness {}

    @Priority(5)
    @ApplicationScoped
    static class Doorman implements ClientCertificateValidator {

        @Inject Guests guests;

        @Override
        public Verdict validate(ClientCertificate certificate) {
            return guests.knows(name(certificate))
                    ? Verdict.accept()
                    : Verdict.refuse("nobody has invited them");
        }
    }

    @Test
    void validators_are_asked_by_priority_then_by_name_each_in_a_request_context_of_its_own()
            throws Exception {
        try (MutualTlsApplication application =
                start(Map.of(), Beta.class, Again.class, Alpha.class, Late.class, Zero.class)) {
            List<String> lines = application.bean(Journal.class).lines;
            for (int round = 0; round < 2; round++) {
                lines.clear();
                assertThat(application.connect("/who", "alice").ask("?")).isEqualTo("CN=alice");
                assertThat(lines)
                        .containsExactly("Zero 12", "Late 12", "Alpha 12", "Beta 12", "Again 12");
            }
        }
    }

    @Test
    void one_that_refuses_shuts_the_door_and_those_behind_it_are_not_asked() throws Exception {
        try (MutualTlsApplication application =
                start(Map.of(), Zero.class, Doorman.class, Guests.class, Late.class)) {
            assertThat(application.connect("/who", "alice").ask("?")).isEqualTo("CN=alice");
            List<String> lines = application.bean(Journal.class).lines;
            lines.clear();

            assertRefused(application, pki.client("CN=mallory"), CLIENT_CERTIFICATE_REFUSED);

            assertThat(lines).containsOnly("Zero 12");
        }
    }

    @Test
    void nobody_is_asked_about_clients_that_the_trust_store_keeps_out() throws Exception {
        try (MutualTlsApplication application = start(Map.of(), Zero.class)) {
            assertRefused(application, stranger("CN=alice"), CLIENT_CERTIFICATE_UNTRUSTED);
            assertRefused(application, null, NO_CLIENT_CERTIFICATE);
            assertThat(application.bean(Journal.class).lines).isEmpty();
        }
    }

    /** Counts its instances' births and deaths. */
    abstract static class Mortal implements ClientCertificateValidator {

        @Inject Journal journal;

        abstract String scope();

        @PostConstruct
        void born() {
            journal.lines.add(scope() + " born");
        }

        @PreDestroy
        void died() {
            journal.lines.add(scope() + " died");
        }

        @Override
        public Verdict validate(ClientCertificate certificate) {
            return Verdict.accept();
        }
    }

    @Dependent
    public static class MortalDependent extends Mortal {
        @Override
        String scope() {
            return "dependent";
        }
    }

    @ApplicationScoped
    public static class MortalOfApplication extends Mortal {
        @Override
        String scope() {
            return "application";
        }
    }

    @RequestScoped
    public static class MortalOfRequest extends Mortal {
        @Override
        String scope() {
            return "request";
        }
    }

    @Test
    void a_dependent_validator_is_one_for_all_clients_and_ends_with_the_listener()
            throws Exception {
        Journal journal;
        try (MutualTlsApplication application = start(Map.of(), MortalDependent.class)) {
            journal = application.bean(Journal.class);
            application.connect("/who", "alice").ask("?");
            application.connect("/who", "bob").ask("?");
            assertThat(journal.lines).containsExactly("dependent born");
        }
        assertThat(journal.lines).containsExactly("dependent born", "dependent died", "shutdown");
    }

    @Test
    void an_application_scoped_validator_lives_until_its_context_ends() throws Exception {
        Journal journal;
        try (MutualTlsApplication application = start(Map.of(), MortalOfApplication.class)) {
            journal = application.bean(Journal.class);
            application.connect("/who", "alice").ask("?");
            application.connect("/who", "bob").ask("?");
            assertThat(journal.lines).containsExactly("application born");
        }
        assertThat(journal.lines)
                .containsExactly("application born", "shutdown", "application died");
    }

    @Test
    void a_request_scoped_validator_is_made_for_each_client() throws Exception {
        try (MutualTlsApplication application = start(Map.of(), MortalOfRequest.class)) {
            application.connect("/who", "alice").ask("?");
            application.connect("/who", "bob").ask("?");
            assertThat(application.bean(Journal.class).lines)
                    .containsExactly(
                            "request born", "request died", "request born", "request died");
        }
    }

    /** Produces a validator. */
    @ApplicationScoped
    public static class Producer {

        @Produces
        ClientCertificateValidator byName(Guests guests) {
            return certificate ->
                    guests.knows(name(certificate)) ? Verdict.accept() : Verdict.refuse("unknown");
        }
    }

    @Test
    void a_validator_that_a_method_produces_is_asked_as_well() throws Exception {
        try (MutualTlsApplication application = start(Map.of(), Producer.class, Guests.class)) {
            assertThat(application.connect("/who", "alice").ask("?")).isEqualTo("CN=alice");
            assertRefused(application, pki.client("CN=mallory"), CLIENT_CERTIFICATE_REFUSED);
        }
    }

    private static String name(ClientCertificate certificate) {
        String subject = certificate.certificate().getSubjectX500Principal().getName();
        return subject.substring("CN=".length());
    }

    private static X509Bundle stranger(String subject) throws Exception {
        return new CertificateBuilder()
                .subject(subject)
                .addExtendedKeyUsageClientAuth()
                .ecp256()
                .buildIssuedBy(Pki.authority("CN=strangers"));
    }

    private static void assertRefused(
            MutualTlsApplication application, @Nullable X509Bundle client, RefusalReason reason) {
        // the JDK's client may try again
        long before = application.refused(reason);
        assertThatThrownBy(() -> application.connectWith("/who", client))
                .isInstanceOf(CompletionException.class);
        await().until(() -> application.refused(reason) > before);
    }

    private MutualTlsApplication start(Map<String, String> properties, Class<?>... beans)
            throws Exception {
        return MutualTlsApplication.start(
                pki,
                directory,
                properties,
                Stream.concat(Stream.of(beans), Stream.of(Who.class, Journal.class, Calls.class))
                        .toArray(Class<?>[]::new));
    }
}
