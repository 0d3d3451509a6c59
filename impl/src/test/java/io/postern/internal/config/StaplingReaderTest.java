package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaplingReaderTest {

    private static final String ON = "wss.tls.ocsp-stapling=on";
    private static final String RESPONDER = "wss.tls.ocsp-stapling.responder=";
    private static final String LISTENER = "wss.listeners=devices";
    private static final String PORT = "wss.devices.port=8445";

    private static StaplingConfig stapling(Reading reading, int listener) {
        assertThat(reading.problems()).isEmpty();
        return reading.listeners().get(listener).tls().certificates().stapling();
    }

    private static StaplingConfig on(String responder) {
        return new StaplingConfig(true, Optional.of(URI.create(responder)));
    }

    private static StaplingConfig on() {
        return new StaplingConfig(true, Optional.empty());
    }

    @Test
    void it_is_off_unless_it_is_said() {
        assertThat(stapling(readWithKeyStore(), 0)).isEqualTo(StaplingConfig.OFF);
        assertThat(stapling(readWithKeyStore("wss.tls.ocsp-stapling=off"), 0))
                .isEqualTo(StaplingConfig.OFF);
    }

    @Test
    void the_responder_is_that_of_the_certificate_unless_one_is_named() {
        assertThat(stapling(readWithKeyStore(ON), 0)).isEqualTo(on());
        assertThat(stapling(readWithKeyStore(ON, RESPONDER + "https://a.example/b"), 0))
                .isEqualTo(on("https://a.example/b"));
    }

    @ParameterizedTest
    @CsvSource({"'', off (the default)", "off, off (from " + FILE + ")"})
    void a_responder_that_is_not_asked_is_refused(String value, String found) {
        assertThat(
                        messages(
                                readWithKeyStore(
                                        "wss.tls.ocsp-stapling=" + value,
                                        RESPONDER + "http://a.example/")))
                .containsExactly(
                        RESPONDER
                                + "http://a.example/ (from "
                                + FILE
                                + "): has no effect with wss.tls.ocsp-stapling="
                                + found
                                + "; set that to on, or remove this");
    }

    @Test
    void an_unusable_switch_makes_no_responder_look_wrong() {
        assertThat(
                        messages(
                                readWithKeyStore(
                                        "wss.tls.ocsp-stapling=true",
                                        RESPONDER + "http://a.example/")))
                .containsExactly(
                        "wss.tls.ocsp-stapling=true (from " + FILE + "): must be on or off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://a.example/", "a.example", "http://a.example/#b"})
    void a_responder_is_an_absolute_http_or_https_uri(String uri) {
        assertThat(messages(readWithKeyStore(ON, RESPONDER + uri)))
                .singleElement()
                .asString()
                .startsWith(RESPONDER + uri)
                .contains("must be an http or https URI");
    }

    @Test
    void a_further_listener_takes_both_over_with_the_certificate() {
        Reading reading = readWithKeyStore(ON, RESPONDER + "http://a.example/", LISTENER, PORT);
        assertThat(stapling(reading, 1)).isEqualTo(on("http://a.example/"));
    }

    @Test
    void the_responder_is_not_taken_over_to_a_certificate_of_its_own() {
        Reading reading =
                readWithKeyStore(
                        ON,
                        RESPONDER + "http://a.example/",
                        LISTENER,
                        PORT,
                        "wss.devices.tls.key-store.p12.path=/etc/devices.p12",
                        "wss.devices.tls.key-store.p12.password=changeit");
        assertThat(stapling(reading, 0)).isEqualTo(on("http://a.example/"));
        assertThat(stapling(reading, 1)).isEqualTo(on());
    }

    @Test
    void a_further_listener_can_have_it_off_or_a_responder_of_its_own() {
        String responder = RESPONDER + "http://a.example/";
        Reading off =
                readWithKeyStore(
                        ON, responder, LISTENER, PORT, "wss.devices.tls.ocsp-stapling=off");
        assertThat(stapling(off, 1)).isEqualTo(StaplingConfig.OFF);
        Reading other =
                readWithKeyStore(
                        ON,
                        responder,
                        LISTENER,
                        PORT,
                        "wss.devices.tls.ocsp-stapling.responder=http://b.example/");
        assertThat(stapling(other, 1)).isEqualTo(on("http://b.example/"));
    }
}
