package io.postern.internal.identity;

import static io.postern.internal.config.IdentitySource.AUTHORIZATION;
import static io.postern.internal.config.IdentitySource.CERTIFICATE;
import static io.postern.internal.config.IdentitySource.COOKIE;
import static io.postern.internal.config.IdentitySource.SUBPROTOCOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.config.IdentitySource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedTokenTest {

    private static final String ENTRY = "quarkus-http-upgrade%23Authorization%23Bearer%20a.b.c";

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER   a.b.c ", " Bearer a.b.c"})
    void a_header_has_the_scheme_bearer_in_any_case(String value) throws Exception {
        assertThat(find(AUTHORIZATION, "authorization", value)).contains("a.b.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearerish a.b.c", "a.b.c", ""})
    void other_credentials_are_no_token(String value) throws Exception {
        assertThat(find(AUTHORIZATION, "Authorization", value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer a b", "Bearer a,b", "Bearer \"a\"", "Bearer a=b"})
    void a_malformed_token_is_refused(String value) {
        assertRefused(AUTHORIZATION, "Authorization", value);
    }

    @Test
    void two_headers_are_refused_whatever_the_other_one_is() {
        assertRefused(AUTHORIZATION, "Authorization", "Bearer a", "Bearer a");
        assertRefused(AUTHORIZATION, "Authorization", "Basic YTpi", "Bearer a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"t=a.b.c", "x=1; t=a.b.c; y=2", "t=\"a.b.c\"", "bt=x;t=a.b.c", "t=;t=a.b.c"})
    void a_cookie_is_found_by_its_name(String value) throws Exception {
        assertThat(find(COOKIE, "Cookie", value)).contains("a.b.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"T=a.b.c", "t", "t=", "x=t=a.b.c", ""})
    void another_cookie_is_no_token(String value) throws Exception {
        assertThat(find(COOKIE, "Cookie", value)).isEmpty();
    }

    @Test
    void two_cookies_of_the_name_are_refused_and_so_is_a_malformed_one() {
        assertRefused(COOKIE, "Cookie", "t=a; t=b");
        assertRefused(COOKIE, "Cookie", "t=a", "t=b");
        assertRefused(COOKIE, "Cookie", "t=a b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bearer-token-carrier, " + ENTRY,
                ENTRY + ",chat",
                "quarkus-http-upgrade#Authorization#Bearer%20a.b.c",
                "quarkus-http-upgrade%23Authorization%23Bearer+a.b.c",
                "Quarkus-Http-Upgrade%23authorization%23bearer%20a.b.c"
            })
    void a_subprotocol_carries_a_token(String value) throws Exception {
        assertThat(find(SUBPROTOCOL, "Sec-WebSocket-Protocol", value)).contains("a.b.c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat, bearer-token-carrier",
                "quarkus-http-upgrade%23X-Other%23a",
                "quarkus-http-upgrade%23Authorization%23Basic%20YTpi",
                "%zz"
            })
    void other_subprotocols_carry_none(String value) throws Exception {
        assertThat(find(SUBPROTOCOL, "Sec-WebSocket-Protocol", value)).isEmpty();
    }

    @Test
    void several_in_subprotocols_are_refused_and_so_is_a_malformed_one() {
        assertRefused(SUBPROTOCOL, "Sec-WebSocket-Protocol", ENTRY, ENTRY);
        assertRefused(SUBPROTOCOL, "Sec-WebSocket-Protocol", ENTRY + "%20b");
        assertRefused(
                SUBPROTOCOL,
                "Sec-WebSocket-Protocol",
                "quarkus-http-upgrade#Authorization#Bearer a%zz");
    }

    @Test
    void the_application_sees_no_subprotocol_that_carries_something() {
        assertThat(
                        PresentedToken.withoutCarriers(
                                List.of(
                                        "chat",
                                        PresentedToken.CARRIER,
                                        ENTRY,
                                        ENTRY + "%zz",
                                        "quarkus-http-upgrade%23X%23y",
                                        "v2")))
                .containsExactly("chat", "v2");
    }

    @Test
    void a_source_looks_at_its_own_place_only_and_a_token_is_not_shown() throws Exception {
        Map<String, List<String>> all = headers("Authorization", "Bearer a");
        all.putAll(headers("Cookie", "t=b"));
        all.putAll(headers("Sec-WebSocket-Protocol", ENTRY));
        assertThat(PresentedToken.find(CERTIFICATE, all, "t")).isEmpty();
        assertThat(PresentedToken.find(AUTHORIZATION, all, "t").orElseThrow().token())
                .isEqualTo("a");
        PresentedToken token = PresentedToken.find(COOKIE, all, "t").orElseThrow();
        assertThat(token.token()).isEqualTo("b");
        assertThat(token).hasToString("PresentedToken");
    }

    private static void assertRefused(IdentitySource source, String name, String... values) {
        assertThatThrownBy(() -> find(source, name, values)).isInstanceOf(TokenRefusal.class);
    }

    private static Optional<String> find(IdentitySource source, String name, String... values)
            throws TokenRefusal {
        return PresentedToken.find(source, headers(name, values), "t").map(PresentedToken::token);
    }

    private static Map<String, List<String>> headers(String name, String... values) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put(name, Arrays.asList(values));
        return headers;
    }
}
