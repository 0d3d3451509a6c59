package io.postern.internal.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.AcceptedConnection;
import io.postern.ConnectionExtension;
import io.postern.ConnectionFilter;
import io.postern.ConnectionVerdict;
import io.postern.RefusalReason;
import io.postern.internal.testing.RecordedLog;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Extensions that decide by addresses. */
class ConnectionFilterTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.extension");

    private final List<String> asked = new ArrayList<>();

    @Test
    void a_connection_that_all_accept_goes_on_and_nothing_is_in_its_way() {
        ExtendedChannel channel =
                ExtendedChannel.with(asking("first"), asking("second"), asking("third"));
        assertThat(channel.handlers()).isEmpty();
        assertThat(channel.send("hello").through()).isEqualTo("hello");
        assertThat(asked).containsExactly("first", "second", "third");
        assertThat(channel.isRefused()).isFalse();
        channel.finish();
    }

    @Test
    void a_filter_is_told_the_listener_and_both_addresses() {
        List<AcceptedConnection> told = new ArrayList<>();
        ConnectionFilter filter =
                connection -> {
                    told.add(connection);
                    return ConnectionVerdict.accept();
                };
        ExtendedChannel.with(filter).finish();
        assertThat(told)
                .containsExactly(
                        new AcceptedConnection(
                                "test",
                                new InetSocketAddress("192.0.2.1", 8444),
                                new InetSocketAddress("192.0.2.7", 4711)));
    }

    @Test
    void who_is_refused_is_gone_and_those_behind_are_not_asked() {
        ExtendedChannel channel =
                ExtendedChannel.with(asking("first"), new PrivateNetworksOnly(), asking("third"));
        assertThat(channel.reason()).isEqualTo(RefusalReason.REFUSED_BY_EXTENSION);
        assertThat(channel.detail())
                .isEqualTo(
                        "refused by "
                                + PrivateNetworksOnly.class.getName()
                                + ": not from a private network");
        assertThat(asked).containsExactly("first");
    }

    @Test
    void a_reason_cannot_break_a_line_or_fill_the_log() {
        ConnectionFilter filter = c -> ConnectionVerdict.refuse("a\nPOSTERN" + "x".repeat(9_000));
        assertThat(ExtendedChannel.with(filter).detail())
                .contains(": a\\u000aPOSTERNxxx")
                .hasSizeLessThan(5_000);
    }

    @Test
    void a_refusal_needs_a_reason() {
        assertThatThrownBy(() -> ConnectionVerdict.refuse(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("reason must not be blank");
    }

    @Test
    void a_filter_that_throws_refuses_the_connection_and_the_log_says_what() {
        ConnectionFilter broken =
                connection -> {
                    throw new StackOverflowError("on purpose");
                };
        ExtendedChannel channel = ExtendedChannel.with(broken, asking("second"));
        assertThat(channel.reason()).isEqualTo(RefusalReason.INTERNAL_ERROR);
        assertThat(channel.detail()).isEqualTo(broken.getClass().getName() + " failed");
        assertThat(asked).isEmpty();
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARN POSTERN2701: Listener 'test': " + broken.getClass().getName())
                .endsWith("StackOverflowError: on purpose");
    }

    @Test
    void a_filter_that_returns_null_refuses_the_connection() {
        ExtendedChannel channel = ExtendedChannel.with((ConnectionFilter) connection -> null);
        assertThat(channel.reason()).isEqualTo(RefusalReason.INTERNAL_ERROR);
        assertThat(log.lines()).singleElement().asString().endsWith("filter returned null");
    }

    @Test
    void a_flood_of_failures_is_no_flood_of_lines() {
        ConnectionFilter broken =
                connection -> {
                    throw new IllegalStateException("on purpose");
                };
        NamedExtension named = NamedExtension.of(broken);
        FailureLog failures = new FailureLog();
        long before = -5;
        for (int i = 0; i < 1_000; i++) {
            failures.add(new IllegalStateException("on purpose"), named, "test", before);
        }
        assertThat(log.lines()).singleElement().asString().contains("of this kind: 1 ");
        failures.add(
                new IllegalStateException("again"),
                named,
                "test",
                before + TimeUnit.SECONDS.toNanos(10));
        assertThat(log.lines()).hasSize(2).last().asString().contains("of this kind: 1000 ");
    }

    private ConnectionExtension asking(String name) {
        return (ConnectionFilter)
                connection -> {
                    asked.add(name);
                    return ConnectionVerdict.accept();
                };
    }
}
