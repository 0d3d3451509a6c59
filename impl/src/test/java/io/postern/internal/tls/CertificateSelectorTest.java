package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.postern.internal.config.UnmatchedName;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSelectorTest {

    private static final Predicate<PublicKey> ANY = key -> true;
    private static final Predicate<PublicKey> RSA = key -> key.getAlgorithm().equals("RSA");

    private static TlsMaterial first;
    private static TlsMaterial firstRsa;
    private static TlsMaterial exact;
    private static TlsMaterial wildcard;
    private static TlsMaterial wildcardRsa;

    @BeforeAll
    static void make_certificates() throws Exception {
        first = NamedCertificate.of(Algorithm.ecp256, "first.example", "www.first.example");
        firstRsa = NamedCertificate.of(Algorithm.rsa2048, "www.first.example", "first.example");
        exact = NamedCertificate.of(Algorithm.ecp256, "a.example.com");
        wildcard = NamedCertificate.of(Algorithm.ecp256, "*.example.com");
        wildcardRsa = NamedCertificate.of(Algorithm.rsa2048, "*.example.com");
    }

    private static CertificateSelector selector(UnmatchedName unmatched) {
        return new CertificateSelector(
                List.of(first, wildcard, wildcardRsa, exact, firstRsa), unmatched);
    }

    private static List<TlsMaterial> chosen(String name, Predicate<PublicKey> verifiable) {
        return selector(UnmatchedName.DEFAULT)
                .choose(Optional.ofNullable(name), verifiable)
                .stream()
                .map(CertificateSelector.Candidate::material)
                .toList();
    }

    @Test
    void the_very_name_comes_before_a_wildcard() {
        assertThat(chosen("a.example.com", ANY)).containsExactly(exact);
        assertThat(chosen("A.Example.com.", ANY)).containsExactly(exact);
        assertThat(chosen("b.example.com", ANY)).containsExactly(wildcard, wildcardRsa);
    }

    @Test
    void a_wildcard_serves_where_the_client_cannot_verify_the_very_name() {
        assertThat(chosen("a.example.com", RSA)).containsExactly(wildcardRsa);
    }

    @Test
    void the_default_is_the_first_certificate_and_the_others_for_the_same_names() {
        assertThat(chosen("other.example", ANY)).containsExactly(first, firstRsa);
        assertThat(chosen(null, ANY)).containsExactly(first, firstRsa);
        assertThat(chosen(null, RSA)).containsExactly(firstRsa);
    }

    @Test
    void the_default_is_not_for_names_that_have_a_certificate() {
        assertThat(chosen("a.example.com", key -> key.equals(first.certificate().getPublicKey())))
                .isEmpty();
    }

    @Test
    void certificates_without_names_are_not_taken_for_one_another() throws Exception {
        TlsMaterial nameless = NamedCertificate.of(Algorithm.ecp256);
        TlsMaterial other = NamedCertificate.of(Algorithm.rsa2048);
        assertThat(
                        new CertificateSelector(List.of(nameless, other), UnmatchedName.DEFAULT)
                                .choose(Optional.empty(), ANY))
                .extracting(CertificateSelector.Candidate::material)
                .containsExactly(nameless);
    }

    @Test
    void nothing_is_chosen_for_unmatched_names_where_these_are_refused() {
        CertificateSelector refusing = selector(UnmatchedName.REFUSE);
        assertThat(refusing.choose(Optional.of("other.example"), ANY)).isEmpty();
        assertThat(refusing.choose(Optional.empty(), ANY)).isEmpty();
        assertThat(refusing.choose(Optional.of("first.example"), ANY)).hasSize(2);
        assertThat(refusing.knows("first.example")).isTrue();
        assertThat(refusing.knows("other.example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "\0", "a\0.example.com", "\ud800.example.com", "*.example.com"})
    void what_is_no_name_is_unmatched(String garbage) {
        assertThat(chosen(garbage, ANY)).containsExactly(first, firstRsa);
        assertThat(selector(UnmatchedName.REFUSE).choose(Optional.of(garbage), ANY)).isEmpty();
        assertThat(selector(UnmatchedName.REFUSE).knows(garbage)).isFalse();
    }

    @Test
    void aliases_tell_certificates_apart_and_nothing_else() {
        assertThat(selector(UnmatchedName.DEFAULT).all())
                .extracting(CertificateSelector.Candidate::alias)
                .containsExactly(
                        "listener-0", "listener-1", "listener-2", "listener-3", "listener-4");
    }
}
