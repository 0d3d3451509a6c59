package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a value that several listeners have is reported once. */
class InheritedProblemsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wss.idle-timeout=x",
                "wss.max-connections=${MISSING}",
                "wss.tls.key-store.jks.path=a",
                "wss.tls.principal=cn",
                "wss.tls.on-trust-change=close",
                "wss.tls.client-auth=required",
                "wss.tls.self-signed=x"
            })
    void a_wrong_value_that_is_taken_over_is_reported_once(String line) {
        String key = line.substring(0, line.indexOf('='));
        assertThat(read(line).problems()).extracting(ConfigProblem::key).containsExactly(key);
    }

    @Test
    void a_wrong_value_of_its_own_is_reported_although_the_default_is_wrong_likewise() {
        assertThat(read("wss.backlog=0", "wss.devices.backlog=0").problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.backlog", "wss.devices.backlog");
    }

    @Test
    void what_all_lack_is_reported_once() {
        assertThat(messages(readBare()))
                .singleElement()
                .asString()
                .startsWith("wss.tls.key-store.p12.path: no certificate is configured");
        assertThat(readBare("wss.tls.key-store.p12.path=a").problems())
                .extracting(ConfigProblem::key)
                .containsExactly("wss.tls.key-store.p12.password");
    }

    @Test
    void a_value_that_is_wrong_for_one_listener_alone_is_told_with_its_name() {
        assertThat(
                        messages(
                                read(
                                        "wss.tls.client-auth=required",
                                        "wss.tls.trust-store.pem.certs=ca.pem",
                                        "wss.tls.client-auth-timeout=5s",
                                        "wss.devices.negotiation.timeout=3s")))
                .containsExactly(
                        "wss.tls.client-auth-timeout=5s (from "
                                + FILE
                                + "): must be shorter than wss.devices.negotiation.timeout=3s"
                                + " (from "
                                + FILE
                                + "), which includes it; shorten this, or lengthen that (taken over"
                                + " by the listener devices, which can have"
                                + " wss.devices.tls.client-auth-timeout instead)");
    }

    @Test
    void a_value_that_two_listeners_take_over_and_the_default_one_does_not_read_is_told_once() {
        Reading reading =
                read(
                        "wss.tls.revocation=ocsp",
                        "wss.tls.ocsp.responder=ftp://a.example",
                        "wss.devices.tls.client-auth=required",
                        "wss.devices.tls.trust-store.pem.certs=ca.pem",
                        "wss.admin.tls.client-auth=required",
                        "wss.admin.tls.trust-store.pem.certs=ca.pem");
        assertThat(messages(reading))
                .hasSize(3)
                .filteredOn(message -> message.contains("must be"))
                .singleElement()
                .asString()
                .startsWith("wss.tls.ocsp.responder=ftp://a.example (from " + FILE + ")")
                .endsWith(
                        "(taken over by the listener devices, which can have"
                                + " wss.devices.tls.ocsp.responder instead)");
    }

    @Test
    void a_value_that_is_wrong_for_two_listeners_in_two_ways_is_told_for_each() {
        assertThat(
                        messages(
                                read(
                                        "wss.tls.client-auth=required",
                                        "wss.tls.trust-store.pem.certs=ca.pem",
                                        "wss.tls.client-auth-timeout=5s",
                                        "wss.devices.negotiation.timeout=3s",
                                        "wss.admin.negotiation.timeout=3s")))
                .hasSize(2)
                .anySatisfy(message -> assertThat(message).contains("than wss.devices."))
                .anySatisfy(message -> assertThat(message).contains("than wss.admin."));
    }

    private static Reading read(String... lines) {
        return readBare(
                Stream.concat(Stream.of(Readers.PATH, Readers.PASSWORD), Stream.of(lines))
                        .toArray(String[]::new));
    }

    private static Reading readBare(String... lines) {
        String[] listeners = {
            "wss.listeners=devices,admin", "wss.devices.port=8445", "wss.admin.port=8446"
        };
        return Readers.read(
                Stream.concat(Stream.of(lines), Stream.of(listeners)).toArray(String[]::new));
    }
}
