package io.postern.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.postern.it.app.ByTicket;
import io.postern.it.app.Doors;
import io.postern.it.app.InRequest;
import io.postern.it.support.Application;
import io.postern.it.support.Chromium;
import io.postern.it.support.DoorPage;
import io.postern.it.support.Server;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TokenIssuer;
import io.postern.it.support.Wars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

/** Pages in a real browser: the example's own, and one that knocks at doors under several names. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@EnabledIf(value = "io.postern.it.support.Chromium#isInstalled", disabledReason = Chromium.MISSING)
class BrowserIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REFUSED = "failed 1006";
    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final TokenIssuer ISSUER = TokenIssuer.create();
    private static final Application CHAT = new Application("chat", KEY_STORE);

    private static DoorPage door;
    private static Chromium browser;

    /** The example, and a listener with rules of its own. */
    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named("chat")
                .chat()
                .with(Doors.class, ByTicket.class, InRequest.class)
                .libraryOf(JwtConsumer.class, Logger.class)
                .keyStore(KEY_STORE)
                .property("wss.listeners", "doors")
                .property("wss.doors.port", 0)
                .property("wss.doors.origins", "same-host,http://partner.example")
                .property("wss.doors.hosts", "doors.example,partner.example")
                .property("wss.doors.identity.sources", "subprotocol")
                .property("mp.jwt.verify.publickey", ISSUER.publicKey())
                .property("mp.jwt.verify.issuer", TokenIssuer.NAME)
                .build();
    }

    @BeforeAll
    static void start() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        door = DoorPage.serve();
        browser =
                Chromium.launch(
                        KEY_STORE,
                        Map.of(
                                // where the example's README and its page look
                                "localhost:9080", Server.port(),
                                "localhost:8444", CHAT.port(),
                                "localhost:80", door.port(),
                                "*.example:80", door.port(),
                                "*.example:8080", door.port(),
                                "*.example:443", CHAT.at("doors", KEY_STORE.clientTls()).port()));
    }

    @AfterAll
    static void stop() {
        door.close();
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void what_one_types_into_the_chat_s_page_arrives_in_the_other_s() {
        try (Page ann = enter("Ann", "two");
                Page bob = enter("Bob", "two")) {
            say(ann, "Grüß Gott 👋");
            assertThat(bob.locator("#log p")).hasText("Grüß Gott 👋");
            assertThat(bob.locator("#log b")).hasText("Ann");
            say(bob, "<b>hello</b>");
            assertThat(ann.locator("#log p").last()).hasText("<b>hello</b>");
        }
    }

    private static Page enter(String name, String room) {
        Page page = browser.open("http://localhost:9080/chat/");
        page.locator("#name").fill(name);
        page.locator("#room").fill(room);
        page.locator("#entrance button").click();
        assertThat(page.locator("#state")).hasText("Connected");
        return page;
    }

    private static void say(Page page, String text) {
        page.locator("#text").fill(text);
        page.locator("#send").click();
    }

    @Test
    void the_chat_is_closed_to_another_site_whose_page_would_be_let_in_on_the_chat_s_host() {
        String url = "wss://localhost:8444/chat/strangers?name=";
        int refusals = refusals("ORIGIN_REFUSED");
        try (Page ann = enter("Ann", "strangers");
                Page stranger = browser.open("http://stranger.example/");
                Page neighbour = browser.open("http://localhost/")) {
            assertThat(knock(stranger, url + "Eve")).isEqualTo(REFUSED);
            awaitRefusals("ORIGIN_REFUSED", refusals + 1);

            assertThat(knock(neighbour, url + "Cas")).contains("\"welcome\"");
            assertThat(ann.locator("#log")).containsText("Cas joined");
            assertThat(ann.locator("#log")).not().containsText("Eve");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://doors.example/, welcome, failed 1006",
        "http://doors.example:8080/, welcome, failed 1006",
        "http://partner.example/, welcome, failed 1006",
        "http://partner.example:8080/, failed 1006, failed 1006",
        "http://partner.example.stranger.example/, failed 1006, failed 1006",
        "http://doors.example.stranger.example/, failed 1006, failed 1006",
        "http://friend.example/, failed 1006, welcome"
    })
    void each_door_is_for_pages_of_its_origins(String origin, String front, String side) {
        int instances = instances();
        int refusals = refusals("ORIGIN_REFUSED");
        try (Page page = browser.open(origin)) {
            assertThat(knock(page, "wss://doors.example/front")).isEqualTo(front);
            assertThat(knock(page, "wss://doors.example/side")).isEqualTo(side);
        }
        int refused = Collections.frequency(List.of(front, side), REFUSED);
        awaitRefusals("ORIGIN_REFUSED", refusals + refused);
        assertThat(instances()).isEqualTo(instances + 2 - refused);
    }

    @Test
    void a_sandboxed_page_of_the_same_host_has_no_origin_and_is_refused() {
        int refusals = refusals("ORIGIN_REFUSED");
        try (Page page = browser.open("http://doors.example/")) {
            Frame frame = sandbox(page);
            assertThat(frame.evaluate("origin")).isEqualTo("null");
            assertThat(frame.evaluate("knock('wss://doors.example/front')")).isEqualTo(REFUSED);
        }
        awaitRefusals("ORIGIN_REFUSED", refusals + 1);
    }

    private static Frame sandbox(Page page) {
        page.evaluate(
                """
                () => new Promise(resolve => {
                    const frame = document.createElement("iframe");
                    frame.sandbox = "allow-scripts";
                    frame.src = "/";
                    frame.onload = () => resolve();
                    document.body.append(frame);
                })\
                """);
        return page.frames().get(1);
    }

    @Test
    void a_name_that_a_stranger_has_pointed_at_the_listener_is_not_the_same_host() {
        int refusals = refusals("MISDIRECTED");
        try (Page page = browser.open("http://rebound.example/")) {
            assertThat(knock(page, "wss://rebound.example/front")).isEqualTo(REFUSED);
        }
        awaitRefusals("MISDIRECTED", refusals + 1);
    }

    @Test
    void the_token_of_a_page_is_presented_as_the_documentation_says() throws Exception {
        int refusals = refusals("UNAUTHENTICATED");
        String present =
                """
                async issued => {
                    const login = async () => issued;
                    %s
                    return await outcome(socket) + " by " + socket.protocol;
                }\
                """
                        .formatted(exampleAfter("### A token of a page"));
        try (Page page = browser.open("http://partner.example/")) {
            assertThat(page.evaluate(present, ISSUER.token("ann", 10)))
                    .isEqualTo("welcome ann by bearer-token-carrier");
            assertThat(page.evaluate(present, ISSUER.token("ann", -10)))
                    .isEqualTo(REFUSED + " by ");
        }
        awaitRefusals("UNAUTHENTICATED", refusals + 1);
    }

    private static String exampleAfter(String heading) throws IOException {
        String page = Files.readString(Path.of("../src/site/markdown/identity.md"));
        String start = "```javascript\n";
        int example = page.indexOf(start, page.indexOf(heading)) + start.length();
        return page.substring(example, page.indexOf("```", example));
    }

    private static String knock(Page page, String url) {
        return (String) page.evaluate("url => knock(url)", url);
    }

    private static int instances() {
        return Collections.frequency(CHAT.journal(), "an instance at a door");
    }

    private static int refusals(String reason) {
        return Collections.frequency(CHAT.journal(), "refused nobody " + reason);
    }

    private static void awaitRefusals(String reason, int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(refusals(reason)).isEqualTo(count));
    }
}
