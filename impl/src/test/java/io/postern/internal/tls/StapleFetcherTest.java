package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of a responder's answers becomes a staple. */
@Timeout(60)
class StapleFetcherTest {

    private final StapleFetcher fetcher = new StapleFetcher();
    private StaplePki pki;
    private OcspResponder responder;
    private TlsMaterial server;
    private OcspResponder.Answer answer;

    @BeforeEach
    void open() throws Exception {
        pki = StaplePki.create();
        responder = OcspResponder.answering(request -> answer.to(request));
        server = pki.server("a.example", responder.uri());
    }

    @AfterEach
    void close() throws Exception {
        fetcher.close();
        responder.close();
        assertThat(OcspClients.threads()).isEmpty();
    }

    private StapleTarget target() throws Exception {
        return StapleTarget.of(server, Optional.empty());
    }

    private Staple fetch() throws Exception {
        return fetcher.fetch(target(), pki.now());
    }

    private OcspException refusal() throws Exception {
        StapleTarget target = target();
        return catchThrowableOfType(OcspException.class, () -> fetcher.fetch(target, pki.now()));
    }

    private void assertNoAnswer(String why) throws Exception {
        OcspException refusal = refusal();
        assertThat(refusal).hasMessageContaining(why);
        assertThat(refusal.isAnswer()).isFalse();
    }

    @Test
    void good_is_taken_as_it_came_until_its_end() throws Exception {
        byte[][] sent = new byte[1][];
        answer = request -> sent[0] = pki.good().to(request);
        Staple staple = fetch();
        assertThat(staple.encoded()).isEqualTo(sent[0]);
        assertThat(staple.expires()).isEqualTo(pki.now().plusSeconds(3600));
    }

    @Test
    void it_is_asked_for_without_a_nonce() throws Exception {
        answer = pki.good()::to;
        fetch();
        byte[] request = responder.requests().get(0).body();
        assertThat(new OCSPReq(request).hasExtensions()).isFalse();
    }

    @Test
    void an_answer_of_before_with_the_nonce_of_another_is_taken() throws Exception {
        answer = pki.good().withNonce(new byte[32])::to;
        assertThat(fetch().encoded()).isNotEmpty();
    }

    @Test
    void revoked_and_unknown_are_answers() throws Exception {
        answer = pki.good().status(OcspAnswer.revokedAt(pki.now().minusSeconds(60)))::to;
        assertThat(refusal()).hasMessageContaining("revoked at");
        assertThat(refusal().isAnswer()).isTrue();
        answer = pki.good().status(new UnknownStatus())::to;
        assertThat(refusal()).hasMessage("says that its status is unknown");
        assertThat(refusal().isAnswer()).isTrue();
    }

    @Test
    void what_another_one_has_signed_is_no_answer_whatever_it_says() throws Exception {
        StaplePki other = StaplePki.create();
        answer = other.good()::to;
        assertNoAnswer("cannot be relied on");
        answer = other.good().status(new UnknownStatus())::to;
        assertNoAnswer("cannot be relied on");
        answer = other.good().status(OcspAnswer.revokedAt(pki.now().minusSeconds(60)))::to;
        assertNoAnswer("cannot be relied on");
    }

    @Test
    void an_unknown_that_has_been_tampered_with_is_no_answer() throws Exception {
        answer =
                request -> {
                    byte[] response = pki.good().status(new UnknownStatus()).to(request);
                    response[response.length - 1] ^= 1;
                    return response;
                };
        OcspException refusal = refusal();
        assertThat(refusal.isAnswer()).isFalse();
    }

    @Test
    void an_answer_about_another_certificate_is_none() throws Exception {
        answer = pki.good().aboutSerial(BigInteger.TEN)::to;
        assertNoAnswer("about another certificate");
    }

    @Test
    void an_answer_whose_time_is_over_is_none() throws Exception {
        answer = pki.good().from(pki.now().minusSeconds(7200)).until(pki.now())::to;
        assertNoAnswer("counted until");
        answer = pki.good().until(pki.now().minusSeconds(7200))::to;
        assertNoAnswer("cannot be relied on");
        answer = pki.good().from(pki.now().minus(Duration.ofMinutes(6))).until(null)::to;
        assertNoAnswer("counted until");
    }

    @Test
    void without_a_next_update_it_counts_for_minutes() throws Exception {
        answer = pki.good().from(pki.now()).until(null)::to;
        assertThat(fetch().expires()).isEqualTo(pki.now().plus(OcspResponse.CLOCK_SKEW));
    }

    @Test
    void errors_and_nonsense_are_no_answers() throws Exception {
        answer = request -> OcspAnswer.error(OCSPRespBuilder.TRY_LATER);
        assertNoAnswer("tryLater");
        answer = request -> OcspAnswer.error(OCSPRespBuilder.UNAUTHORIZED);
        assertNoAnswer("unauthorized");
        answer = request -> new byte[] {1, 2, 3};
        assertNoAnswer("not an OCSP response");
        responder.close();
        assertNoAnswer("cannot be reached");
    }

    @Test
    void responders_that_are_not_needed_any_more_leave_no_thread() throws Exception {
        answer = pki.good()::to;
        fetch();
        assertThat(OcspClients.threads()).hasSize(1);
        fetcher.retain(Set.of(responder.uri()));
        assertThat(OcspClients.threads()).hasSize(1);
        fetcher.retain(Set.of());
        assertThat(OcspClients.threads()).isEmpty();
        fetch();
    }

    @Test
    void nobody_is_asked_after_the_end() {
        fetcher.close();
        assertThatThrownBy(this::fetch).hasMessageContaining("being closed");
        assertThat(responder.requests()).isEmpty();
    }
}
