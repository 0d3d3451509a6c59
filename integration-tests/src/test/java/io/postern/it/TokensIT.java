package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.app.Bearer;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.RawClient;
import io.postern.it.support.ServerLog;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TokenIssuer;
import io.postern.it.support.Wars;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;

/** Bearer tokens, in each place in which a client may send one. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TokensIT {

    private static final String NAME = "tokens";
    private static final String CARRIER = "bearer-token-carrier";
    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final TokenIssuer ISSUER = TokenIssuer.create();

    private final Application application = new Application(NAME, KEY_STORE);

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named(NAME)
                .with(Bearer.class)
                .libraryOf(JwtConsumer.class, Logger.class)
                .keyStore(KEY_STORE)
                .property("wss.identity.sources", "authorization,cookie,subprotocol")
                .property("mp.jwt.verify.publickey", ISSUER.publicKey())
                .property("mp.jwt.verify.issuer", TokenIssuer.NAME)
                .property("mp.jwt.verify.clock.skew", 0)
                .property("mp.jwt.token.cookie", "__Host-token")
                .build();
    }

    private Client connect(UnaryOperator<WebSocket.Builder> handshake) {
        return Client.connect(
                HttpClient.newBuilder().sslContext(KEY_STORE.clientTls()).build(),
                application.uri("/bearer"),
                handshake);
    }

    private static String carrier(String token) {
        return "quarkus-http-upgrade%23Authorization%23Bearer%20" + token;
    }

    @Test
    void a_token_lets_in_wherever_the_client_may_send_it() throws Exception {
        String token = ISSUER.token("ann", 10, "chat", "admin");
        List<UnaryOperator<WebSocket.Builder>> places =
                List.of(
                        builder -> builder.header("Authorization", "Bearer " + token),
                        builder -> builder.header("Cookie", "a=b; __Host-token=" + token),
                        builder -> builder.subprotocols(CARRIER, carrier(token)));
        for (UnaryOperator<WebSocket.Builder> place : places) {
            assertThat(connect(place).ask("who")).isEqualTo("ann [admin, chat] subject of ann");
        }
        assertThat(connect(places.get(2)).subprotocol()).isEqualTo(CARRIER);
        assertThat(
                        connect(builder -> builder.subprotocols("chat.v1", CARRIER, carrier(token)))
                                .subprotocol())
                .isEqualTo("chat.v1");
    }

    @Test
    void without_a_good_token_nobody_enters() throws Exception {
        ServerLog log = new ServerLog();
        String good = ISSUER.token("bob", 10, "chat");
        String forged = good.substring(0, good.lastIndexOf('.')) + "." + "A".repeat(342);
        List<String> tokens =
                List.of(
                        ISSUER.token("bob", -1, "chat"),
                        ISSUER.unsigned("bob", "chat"),
                        TokenIssuer.create().token("bob", 10, "chat"),
                        forged,
                        "eyJ");
        assertThat(status()).isEqualTo(401);
        for (String token : tokens) {
            assertThat(status("Authorization: Bearer " + token)).isEqualTo(401);
            assertThat(status("Cookie: __Host-token=" + token)).isEqualTo(401);
            assertThat(status("Sec-WebSocket-Protocol: " + carrier(token))).isEqualTo(401);
        }
        String text = log.awaiting("the token has expired", "is not signed");
        Stream.concat(tokens.stream(), Stream.of(good))
                .filter(token -> token.length() > 3)
                .forEach(token -> assertThat(text).doesNotContain(token.substring(3)));
    }

    @Test
    void a_token_without_the_group_of_the_endpoint_is_not_enough() throws Exception {
        assertThat(status("Authorization: Bearer " + ISSUER.token("cas", 10, "guest")))
                .isEqualTo(403);
        assertThat(status("Authorization: Bearer " + ISSUER.token("cas", 10))).isEqualTo(403);
    }

    private int status(String... headers) throws Exception {
        try (RawClient client = RawClient.connect(application.port(), KEY_STORE.clientTls())) {
            return Integer.parseInt(client.upgrade("/bearer", headers).split(" ", 3)[1]);
        }
    }
}
