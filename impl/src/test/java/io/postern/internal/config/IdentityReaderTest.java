package io.postern.internal.config;

import static io.postern.internal.config.Readers.FILE;
import static io.postern.internal.config.Readers.messages;
import static io.postern.internal.config.Readers.readWithKeyStore;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityReaderTest {

    private static final String TOKENS = "wss.identity.sources=authorization";
    private static final String KEY = "mp.jwt.verify.publickey.location=https://login.example/jwks";
    private static final String ISSUER = "mp.jwt.verify.issuer=https://login.example";

    @Test
    void by_default_the_certificate_alone_says_who_a_client_is() {
        assertThat(entry().identity()).isEqualTo(IdentityConfig.BY_CERTIFICATE);
    }

    @Test
    void keys_of_tokens_are_not_read_where_nobody_takes_tokens() {
        assertThat(
                        entry("mp.jwt.verify.clock.skew=soon", "mp.jwt.decrypt.key.location=k")
                                .identity())
                .isEqualTo(IdentityConfig.BY_CERTIFICATE);
    }

    @Test
    void sources_are_asked_in_the_order_in_which_they_are_listed() {
        IdentityConfig identity =
                entry(
                                "wss.identity.sources=subprotocol,"
                                        + " Cookie,,certificate,authorization",
                                "wss.roles.file=/etc/chat/roles",
                                KEY,
                                ISSUER)
                        .identity();
        assertThat(identity.sources())
                .containsExactly(
                        IdentitySource.SUBPROTOCOL,
                        IdentitySource.COOKIE,
                        IdentitySource.CERTIFICATE,
                        IdentitySource.AUTHORIZATION);
        assertThat(identity.roles()).contains(Path.of("/etc/chat/roles"));
    }

    @Test
    void tokens_have_the_defaults_of_their_specification() {
        assertThat(tokens(KEY, ISSUER))
                .isEqualTo(
                        new TokenConfig(
                                new KeyOrigin.AtUri(URI.create("https://login.example/jwks")),
                                "RS256",
                                new TokenConfig.Claims(
                                        "https://login.example",
                                        Set.of(),
                                        Duration.ofSeconds(60),
                                        Optional.empty()),
                                "Bearer"));
    }

    @Test
    void every_key_of_tokens_is_read() {
        assertThat(
                        tokens(
                                "mp.jwt.verify.publickey=-----BEGIN PUBLIC KEY-----",
                                ISSUER,
                                "mp.jwt.verify.publickey.algorithm=ES256",
                                "mp.jwt.verify.audiences=chat, admin",
                                "mp.jwt.verify.clock.skew=0",
                                "mp.jwt.verify.token.age=3600",
                                "mp.jwt.token.cookie=__Host-t"))
                .isEqualTo(
                        new TokenConfig(
                                new KeyOrigin.Inline("-----BEGIN PUBLIC KEY-----"),
                                "ES256",
                                new TokenConfig.Claims(
                                        "https://login.example",
                                        Set.of("chat", "admin"),
                                        Duration.ZERO,
                                        Optional.of(Duration.ofHours(1))),
                                "__Host-t"));
    }

    @Test
    void keys_of_tokens_hold_for_all_listeners_and_their_problems_are_told_once() {
        String[] two = {TOKENS, "wss.port=8444", "wss.listeners=devices", "wss.devices.port=8445"};
        assertThat(problems(two)).hasSize(2).allSatisfy(p -> assertThat(p).startsWith("mp.jwt."));
        String[] one = {
            "wss.listeners=devices",
            "wss.devices.port=8445",
            "wss.devices.identity.sources=cookie",
            ISSUER,
            "mp.jwt.verify.publickey.location=gopher://a"
        };
        assertThat(problems(one))
                .singleElement()
                .asString()
                .startsWith("mp.jwt.verify.publickey.location=gopher://a (from")
                .doesNotContain("taken over");
    }

    @Test
    void a_listener_may_take_tokens_where_the_default_one_does_not() {
        Reading reading =
                readWithKeyStore(
                        KEY,
                        ISSUER,
                        "wss.roles.file=roles",
                        "wss.listeners=devices",
                        "wss.devices.port=8445",
                        "wss.devices." + TOKENS.substring(4));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.listeners())
                .extracting(listener -> listener.upgrade().entry().identity())
                .satisfiesExactly(
                        one -> assertThat(one.tokens()).isEmpty(),
                        other -> {
                            assertThat(other.tokens()).isPresent();
                            assertThat(other.roles()).contains(Path.of("roles"));
                        });
    }

    @Test
    void the_key_and_the_issuer_are_mandatory_with_tokens() {
        String needs = ": missing; " + TOKENS + " (from " + FILE + ") needs the ";
        assertThat(problems(TOKENS))
                .containsExactly(
                        "mp.jwt.verify.publickey.location"
                                + needs
                                + "public key of the issuer: set this, or mp.jwt.verify.publickey"
                                + " to the key itself",
                        "mp.jwt.verify.issuer"
                                + needs
                                + "issuer of the tokens, exactly as their claim iss has it");
    }

    @Test
    void a_key_and_its_location_exclude_each_other_and_the_key_is_not_shown() {
        assertThat(problems(TOKENS, ISSUER, KEY, "mp.jwt.verify.publickey={\"d\":\"hush\"}"))
                .containsExactly(
                        KEY
                                + " (from "
                                + FILE
                                + "): excludes mp.jwt.verify.publickey (from "
                                + FILE
                                + "); remove the one or the other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mp.jwt.decrypt.key.location=a", "mp.jwt.decrypt.key.algorithm=RSA-OAEP"})
    void encrypted_tokens_are_not_supported(String line) {
        assertThat(problems(TOKENS, KEY, ISSUER, line))
                .singleElement()
                .asString()
                .startsWith(line)
                .contains("encrypted tokens are not supported; remove this");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    wss.identity.sources=certificate,cokie | 'cokie' is no source of identity: each must be one of certificate, authorization, cookie, subprotocol
                    wss.identity.sources=certificate,CERTIFICATE | names CERTIFICATE twice
                    wss.identity.sources=, | must name at least one source
                    wss.identity.grace=-1s | must
                    wss.missing-origin=deny | must be one of allow, identified, refuse
                    wss.hosts=, | must list at least one host
                    wss.hosts=a.example,* | * allows every host and must stand alone
                    """)
    void what_cannot_be_used_is_refused(String line, String rule) {
        assertThat(problems(line)).singleElement().asString().startsWith(line).contains(rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mp.jwt.verify.publickey.algorithm=HS256 | those with a shared secret, and none, are never accepted
                    mp.jwt.verify.publickey.algorithm=none | must be one of RS256
                    mp.jwt.verify.publickey.algorithm=rs256 | must be one of RS256
                    mp.jwt.verify.audiences=, | must name at least one audience
                    mp.jwt.verify.clock.skew=1m | must be a whole number
                    mp.jwt.verify.clock.skew=-1 | must be between 0 and
                    mp.jwt.verify.token.age=0 | must be between 1 and
                    mp.jwt.token.cookie=a b | must be the name of a cookie
                    """)
    void what_tokens_cannot_use_is_refused(String line, String rule) {
        assertThat(problems(TOKENS, KEY, ISSUER, line))
                .singleElement()
                .asString()
                .startsWith(line)
                .contains(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat.example.com",
                "localhost",
                "xn--bcher-kva.example",
                "127.0.0.1",
                "[::1]",
                "[2001:db8::192.0.2.1]",
                "a1.0b"
            })
    void a_host_is_a_name_or_an_address(String host) {
        assertThat(entry("wss.hosts=" + host).hosts()).containsExactly(host);
    }

    @Test
    void hosts_are_compared_in_lower_case_and_none_means_any() {
        assertThat(entry("wss.hosts=Chat.Example.com, b.example,").hosts())
                .containsExactlyInAnyOrder("chat.example.com", "b.example");
        assertThat(entry().hosts()).isEmpty();
        assertThat(entry("wss.hosts=*").hosts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example",
                "a.example:8444",
                "a.example/",
                "*.example",
                "b\u00fccher.example",
                "::1",
                "a..b",
                "-a.example",
                "a_b.example",
                "256.0.0.1",
                "1.2.3",
                "a.example.",
                "ann@a.example"
            })
    void another_host_is_refused(String host) {
        assertThat(problems("wss.hosts=" + host))
                .singleElement()
                .asString()
                .contains("'" + host + "' is not a host: a host is one name");
    }

    private static EntryRules entry(String... lines) {
        Reading reading = readWithKeyStore(lines);
        assertThat(reading.problems()).isEmpty();
        return reading.listeners().get(0).upgrade().entry();
    }

    private static TokenConfig tokens(String... lines) {
        String[] all = java.util.Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = TOKENS;
        return entry(all).identity().tokens().orElseThrow();
    }

    private static List<String> problems(String... lines) {
        return messages(readWithKeyStore(lines));
    }
}
