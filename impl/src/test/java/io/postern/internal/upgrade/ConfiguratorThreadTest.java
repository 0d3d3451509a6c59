package io.postern.internal.upgrade;

import static io.postern.internal.upgrade.UpgradeChannel.MAX_HEADER_SIZE;
import static io.postern.internal.upgrade.UpgradeChannel.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.PeerIdentity;
import io.postern.RefusalReason;
import io.postern.internal.config.Compression;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.OriginRules;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.UpgradeConfig;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.identity.Entries;
import io.postern.internal.testing.RecordedLog;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A configurator may block: it is asked on a worker, while the event loop goes on. */
class ConfiguratorThreadTest {

    private static final String REQUEST = Requests.wire("/chat/a");

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.upgrade");

    /** The worker's tasks: they run when the test lets them. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    private final UpgradeChannel upgrade =
            new UpgradeChannel(Endpoints.room(new Checking()), tasks::add);
    private boolean surrounded;
    private boolean allowed = true;

    private final class Checking extends Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            surrounded = upgrade.surroundings.surround();
            return allowed;
        }
    }

    private void work() {
        tasks.remove().run();
        upgrade.channel.runPendingTasks();
    }

    @Test
    void it_is_asked_on_a_worker_with_the_application_around_it() {
        try (upgrade) {
            upgrade.receive(REQUEST);
            assertThat(upgrade.sent()).isEmpty();
            assertThat(upgrade.channel.config().isAutoRead()).isFalse();
            work();
            assertThat(surrounded).isTrue();
            assertThat(upgrade.sent()).startsWith("HTTP/1.1 101 ");
            assertThat(upgrade.decisions).singleElement().isInstanceOf(Accept.class);
        }
    }

    @Test
    void nobody_is_known_yet_when_it_is_asked_about_the_origin() {
        Identity ann = Identity.NONE.as(PeerIdentity.of("ann", Set.of("user")), Clock.systemUTC());
        try (UpgradeChannel secured =
                new UpgradeChannel(
                        Endpoints.room(new Checking()),
                        Runnable::run,
                        EntryRules.of(OriginRules.of("same-host"), SocketConfig.NO_LIMIT),
                        new SecuredPeer(Optional.empty(), ann))) {
            secured.receive(REQUEST);
            secured.channel.runPendingTasks();
            assertThat(secured.sent()).startsWith("HTTP/1.1 101 ");
            assertThat(secured.surroundings.clients)
                    .extracting(client -> client.principal().map(Principal::getName).orElse("none"))
                    .containsExactly("none", "ann");
            assertThat(secured.surroundings.clients.get(0).roles()).isEmpty();
        }
    }

    @Test
    void the_answer_comes_on_the_event_loop() {
        try (upgrade) {
            upgrade.receive(REQUEST);
            tasks.remove().run();
            assertThat(upgrade.decisions).isEmpty();
            upgrade.channel.runPendingTasks();
            assertThat(upgrade.decisions).hasSize(1);
        }
    }

    @Test
    void a_refusal_closes_as_any_other() {
        allowed = false;
        try (upgrade) {
            ByteBuf received = upgrade.receiveBuffer(REQUEST + "early");
            work();
            assertThat(upgrade.sent()).startsWith("HTTP/1.1 403 ");
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.ORIGIN_REFUSED);
            assertThat(received.refCnt()).as("early bytes are dropped").isZero();
            upgrade.pass(Duration.ofSeconds(1));
            assertThat(upgrade.channel.isOpen()).isFalse();
        }
    }

    @Test
    void bytes_that_arrive_meanwhile_are_kept_in_order() {
        try (upgrade) {
            upgrade.receive(REQUEST + "1");
            upgrade.receive("2");
            work();
            upgrade.receive("3");
            upgrade.finish();
            assertThat(upgrade.handedOver()).isEqualTo("123");
        }
    }

    @Test
    void an_endpoint_without_overrides_needs_no_worker() {
        try (UpgradeChannel plain =
                new UpgradeChannel(Endpoints.room(new Configurator()), tasks::add)) {
            plain.receive(REQUEST);
            assertThat(plain.sent()).startsWith("HTTP/1.1 101 ");
            assertThat(tasks).isEmpty();
        }
    }

    @Test
    void the_deadline_holds_while_it_thinks() {
        try (upgrade) {
            ByteBuf received = upgrade.receiveBuffer(REQUEST + "early");
            upgrade.pass(UpgradeChannel.TIMEOUT);
            assertThat(upgrade.refusal().reason()).isEqualTo(RefusalReason.TIMED_OUT_IN_UPGRADE);
            assertThat(upgrade.channel.isOpen()).isFalse();
            assertThat(received.refCnt()).isZero();
            work();
            assertThat(upgrade.decisions).as("its answer comes too late").hasSize(1);
            assertThat(upgrade.sent()).isEmpty();
        }
    }

    @Test
    void a_connection_that_closes_meanwhile_leaves_nothing() {
        try (upgrade) {
            ByteBuf received = upgrade.receiveBuffer(REQUEST + "early");
            upgrade.channel.close();
            assertThat(received.refCnt()).isZero();
            work();
            upgrade.pass(Duration.ofHours(1));
            assertThat(upgrade.decisions).isEmpty();
            assertThat(upgrade.sent()).isEmpty();
            assertThat(upgrade.channel.pipeline().names()).as("the tail alone").hasSize(1);
            assertThat(upgrade.channel.runScheduledPendingTasks()).as("no timer").isEqualTo(-1);
        }
    }

    @Test
    void workers_that_take_nothing_are_500() {
        try (UpgradeChannel busy =
                new UpgradeChannel(
                        Endpoints.room(new Checking()),
                        task -> {
                            throw new RejectedExecutionException("full");
                        })) {
            busy.receive(REQUEST);
            assertThat(busy.sent()).startsWith("HTTP/1.1 500 ");
            assertThat(busy.refusal().reason()).isEqualTo(RefusalReason.INTERNAL_ERROR);
            assertThat(log.lines()).singleElement().asString().contains("POSTERN4001", "full");
        }
    }

    @Test
    void a_flood_of_requests_that_no_worker_takes_does_not_fill_the_log() {
        EntryRules rules = EntryRules.of(OriginRules.of("same-host"), SocketConfig.NO_LIMIT);
        Upgrade busy =
                new Upgrade(
                        new UpgradeConfig("/", TIMEOUT, MAX_HEADER_SIZE, rules, Compression.OFF),
                        new EndpointRoutes("/", List.of(Endpoints.room(new Checking()))),
                        Entries.of(rules),
                        task -> {
                            throw new RejectedExecutionException("full");
                        },
                        CallbackContext.PLAIN);
        for (int i = 0; i < 100; i++) {
            EmbeddedChannel channel = new EmbeddedChannel();
            busy.start(channel, SecuredPeer.ANONYMOUS, decision -> {});
            channel.writeInbound(Unpooled.copiedBuffer(REQUEST, StandardCharsets.US_ASCII));
            channel.finishAndReleaseAll();
        }
        assertThat(log.lines()).singleElement().asString().contains("POSTERN4001", "kind: 1");
    }
}
