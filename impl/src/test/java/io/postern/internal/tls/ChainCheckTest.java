package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.NOW;
import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.OptionalAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainCheckTest {

    private X509Bundle root;
    private X509Bundle issuer;
    private X509Bundle leaf;

    @BeforeEach
    void make_a_chain() throws Exception {
        root = certificate("Root").buildSelfSigned();
        issuer = certificate("Issuer").buildIssuedBy(root);
        leaf = certificate("chat.example").buildIssuedBy(issuer);
    }

    @Test
    void a_chain_in_order_is_accepted_with_and_without_its_root() {
        assertDefect(leaf, issuer, root).isEmpty();
        assertDefect(leaf, issuer).isEmpty();
        assertDefect(leaf).isEmpty();
        assertDefect(root).isEmpty();
    }

    @Test
    void an_expired_certificate_gives_both_dates() throws Exception {
        X509Bundle expired =
                certificate("chat.example").notAfter(NOW.minusSeconds(1)).buildSelfSigned();

        assertDefect(expired)
                .contains(
                        new Defect(
                                "certificate 'CN=chat.example' expired on 2030-05-17T11:59:59Z;"
                                        + " this machine's clock says 2030-05-17T12:00:00Z",
                                "Renew the certificate"));
    }

    @Test
    void a_certificate_is_valid_to_the_last_second_of_its_life() throws Exception {
        assertDefect(certificate("a").notAfter(NOW).notBefore(NOW).buildSelfSigned()).isEmpty();
    }

    @Test
    void a_certificate_of_the_future_gives_both_dates() throws Exception {
        X509Bundle early =
                certificate("chat.example").notBefore(NOW.plusSeconds(60)).buildSelfSigned();

        assertProblem(early)
                .isEqualTo(
                        "certificate 'CN=chat.example' is not valid before 2030-05-17T12:01:00Z;"
                                + " this machine's clock says 2030-05-17T12:00:00Z");
    }

    @Test
    void an_expired_issuer_is_found_too() throws Exception {
        X509Bundle old = certificate("Issuer").notAfter(NOW.minusSeconds(1)).buildIssuedBy(root);
        X509Bundle issued = certificate("chat.example").buildIssuedBy(old);

        assertProblem(issued, old, root).contains("certificate 2 of 3 'CN=Issuer' expired on");
    }

    @Test
    void an_expired_root_does_not_matter_as_clients_have_their_own() throws Exception {
        X509Bundle old = certificate("Old root").notAfter(NOW.minusSeconds(1)).buildSelfSigned();
        X509Bundle issued = certificate("chat.example").buildIssuedBy(old);

        assertDefect(issued, old).isEmpty();
    }

    @Test
    void a_chain_out_of_order_says_which_certificate_was_expected() {
        assertDefect(leaf, root, issuer)
                .contains(
                        new Defect(
                                "certificate 1 of 3 'CN=chat.example' names the issuer 'CN=Issuer',"
                                        + " and the next certificate is 'CN=Root'",
                                "Store the chain in order, the listener's certificate first, each"
                                        + " one followed by its issuer, and no others"));
        assertProblem(leaf, issuer, issuer).contains("certificate 2 of 3 'CN=Issuer' names the");
    }

    @Test
    void an_issuer_with_the_right_name_and_the_wrong_key_is_found() throws Exception {
        X509Bundle namesake = certificate("Issuer").buildIssuedBy(root);

        assertProblem(leaf, namesake, root)
                .isEqualTo(
                        "certificate 1 of 3 'CN=chat.example' was not signed by the next"
                                + " certificate 'CN=Issuer', although that has the issuer's name");
    }

    private static OptionalAssert<Defect> assertDefect(X509Bundle... bundles) {
        return assertThat(defect(bundles));
    }

    private static AbstractStringAssert<?> assertProblem(X509Bundle... bundles) {
        return assertThat(defect(bundles).orElseThrow().problem());
    }

    private static Optional<Defect> defect(X509Bundle... bundles) {
        List<X509Certificate> chain = Stream.of(bundles).map(X509Bundle::getCertificate).toList();
        return ChainCheck.defect(chain, NOW);
    }
}
