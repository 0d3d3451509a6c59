package io.postern.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.postern.internal.config.KeyOrigin;
import io.postern.internal.testing.RecordedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The keys of an issuer that serves them over http. */
class FetchedKeysTest {

    private static final Issuer ONE = Issuer.withKey("one");
    private static final Issuer TWO = Issuer.withKey("two");

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.identity");

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile String body = Issuer.jwks(ONE);
    private volatile int status = 200;
    private volatile boolean hold;
    private HttpServer server;
    private TokenVerifier verifier;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/jwks",
                exchange -> {
                    requests.incrementAndGet();
                    if (hold) {
                        await();
                    }
                    byte[] content = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(status, content.length);
                    exchange.getResponseBody().write(content);
                    exchange.close();
                });
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        verifier =
                TokenVerifier.of(
                        Issuer.config(new KeyOrigin.AtUri(uri)), Issuer.clock(), nanoTime::get);
    }

    private void await() throws IOException {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @AfterEach
    void stop() {
        held.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void keys_are_fetched_with_the_first_token_and_kept() throws Exception {
        assertThat(requests).hasValue(0);
        assertThat(log.lines()).singleElement().asString().contains("without TLS");
        accept(ONE);
        pass(FetchedKeys.KEPT.minusNanos(1));
        accept(ONE);
        assertThat(requests).hasValue(1);
        pass(Duration.ofNanos(1));
        accept(ONE);
        assertThat(requests).hasValue(2);
    }

    @Test
    void a_rotated_key_is_found_by_its_new_name() throws Exception {
        accept(ONE);
        pass(FetchedKeys.PAUSE);
        body = Issuer.jwks(TWO);
        accept(TWO);
        assertThat(requests).hasValue(2);
        refuse(ONE);
    }

    @Test
    void who_invents_names_of_keys_makes_nobody_busy() throws Exception {
        accept(ONE);
        for (int i = 0; i < 10; i++) {
            refuse(TWO);
        }
        assertThat(requests).hasValue(1);
        pass(FetchedKeys.PAUSE);
        for (int i = 0; i < 10; i++) {
            refuse(TWO);
        }
        assertThat(requests).hasValue(2);
    }

    @Test
    void old_keys_stay_when_new_ones_cannot_be_had() throws Exception {
        accept(ONE);
        status = 500;
        for (int i = 0; i < 2; i++) {
            pass(FetchedKeys.KEPT);
            accept(ONE);
        }
        assertThat(requests).hasValue(3);
        status = 200;
        pass(FetchedKeys.KEPT);
        accept(ONE);
        assertThat(log.lines())
                .satisfiesExactly(
                        http -> assertThat(http).contains("without TLS"),
                        down ->
                                assertThat(down)
                                        .startsWith("WARN")
                                        .contains("HTTP status 500; the old ones stay in use"),
                        up -> assertThat(up).startsWith("INFO").contains("again"));
    }

    @Test
    void without_keys_no_token_is_accepted_and_the_fault_is_not_the_clients() throws Exception {
        status = 302;
        assertThat(refuse(ONE).isUnavailable()).isTrue();
        assertThat(refuse(ONE).isUnavailable()).isTrue();
        assertThat(requests).hasValue(1);
        assertThat(log.lines()).last().asString().contains("HTTP status 302; no token is accepted");
        status = 200;
        pass(FetchedKeys.SHORT_PAUSE);
        accept(ONE);
    }

    @Test
    void what_is_no_key_or_too_much_is_not_used() throws Exception {
        body = "<html>";
        refuse(ONE);
        assertThat(log.lines()).last().asString().contains("is unusable").doesNotContain("html");
        pass(FetchedKeys.SHORT_PAUSE);
        body = " ".repeat(KeyFetch.MAX_SIZE) + Issuer.jwks(ONE);
        assertThatThrownBy(() -> verifier.verify(ONE.token())).isInstanceOf(TokenRefusal.class);
        assertThat(requests).hasValue(2);
    }

    @Test
    void while_one_fetches_anew_the_others_go_on_with_the_old_keys() throws Exception {
        accept(ONE);
        hold = true;
        pass(FetchedKeys.KEPT);
        Future<?> fetching = threads.submit(() -> verifier.verify(ONE.token()));
        org.awaitility.Awaitility.await().until(() -> requests.get() == 2);
        accept(ONE);
        assertThat(fetching).isNotDone();
        held.countDown();
        fetching.get(10, TimeUnit.SECONDS);
    }

    @Test
    void who_comes_during_the_first_fetch_shares_it() throws Exception {
        hold = true;
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(threads.submit(() -> verifier.verify(ONE.token())));
        }
        org.awaitility.Awaitility.await().until(() -> requests.get() == 1);
        held.countDown();
        for (Future<?> one : waiting) {
            one.get(10, TimeUnit.SECONDS);
        }
        assertThat(requests).hasValue(1);
    }

    private void accept(Issuer issuer) throws Exception {
        assertThat(verifier.verify(issuer.token()).principal()).isPresent();
    }

    private TokenRefusal refuse(Issuer issuer) {
        TokenRefusal refusal =
                catchThrowableOfType(TokenRefusal.class, () -> verifier.verify(issuer.token()));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
