package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpRequest;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.IdentityConfig;
import io.postern.internal.config.IdentitySource;
import io.postern.internal.config.KeyOrigin;
import io.postern.internal.config.MissingOrigin;
import io.postern.internal.config.OriginRules;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.config.TokenConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The endpoint supports v3, v2 and v1. */
class SubprotocolTest {

    /** WSC-3.1.2-1, WSC-4.1.4-1. */
    @Test
    void the_first_that_the_client_names_and_the_endpoint_supports_is_chosen() {
        assertThat(negotiated("v1, v2")).isEqualTo("v1");
        assertThat(negotiated("v9,v2,v3")).isEqualTo("v2");
    }

    @Test
    void several_header_lines_are_one_list() {
        assertThat(negotiated("v9", "v3, v1")).isEqualTo("v3");
    }

    @Test
    void without_one_in_common_there_is_none() {
        assertThat(negotiated("v9, V1, ,")).isEmpty();
        assertThat(negotiated()).isEmpty();
    }

    @Test
    void the_carrier_of_a_token_is_chosen_only_where_tokens_are_looked_for_there() {
        String token = "quarkus-http-upgrade%23Authorization%23Bearer%20a";
        Decisions withTokens = Decisions.by(tokensInSubprotocols(), Endpoints.Talk.class);

        assertThat(negotiated("bearer-token-carrier", token)).isEmpty();
        assertThat(negotiated(withTokens, "bearer-token-carrier", token))
                .isEqualTo("bearer-token-carrier");
        assertThat(negotiated(withTokens, token)).isEmpty();
        assertThat(negotiated(withTokens, "bearer-token-carrier", token, "v2")).isEqualTo("v2");
    }

    private static EntryRules tokensInSubprotocols() {
        TokenConfig tokens =
                new TokenConfig(
                        new KeyOrigin.Inline("{}"),
                        "RS256",
                        new TokenConfig.Claims("issuer", Set.of(), Duration.ZERO, Optional.empty()),
                        "token");
        return new EntryRules(
                OriginRules.of("same-host"),
                MissingOrigin.ALLOW,
                Set.of(),
                SocketConfig.NO_LIMIT,
                new IdentityConfig(
                        List.of(IdentitySource.SUBPROTOCOL),
                        Optional.of(tokens),
                        Optional.empty()));
    }

    private static String negotiated(String... requested) {
        return negotiated(Decisions.of(Endpoints.Talk.class), requested);
    }

    private static String negotiated(Decisions decisions, String... requested) {
        HttpRequest request = Requests.upgrade("/talk");
        request.headers().set("Sec-WebSocket-Protocol", List.of(requested));
        return decisions.accept(request).handshake().subprotocol();
    }
}
