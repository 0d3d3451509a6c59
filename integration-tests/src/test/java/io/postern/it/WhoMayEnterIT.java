package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.postern.it.app.ByTicket;
import io.postern.it.app.InRequest;
import io.postern.it.app.Staff;
import io.postern.it.app.Warden;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.RawClient;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks, roles and origins decide before 101, and before any bean is made. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WhoMayEnterIT {

    private static final String NAME = "who-may-enter";
    private static final TestKeyStore KEY_STORE = TestKeyStore.create();

    private final Application application = new Application(NAME, KEY_STORE);

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.named(NAME)
                .with(Staff.class, Warden.class, ByTicket.class, InRequest.class)
                .keyStore(KEY_STORE)
                .property("wss.hosts", "localhost,door.example")
                .build();
    }

    private static List<String> only(List<String> journal, String with) {
        return journal.stream().filter(line -> line.contains(with)).toList();
    }

    @Test
    void nobody_without_the_role_gets_a_101_or_an_instance() throws Exception {
        int before = only(application.journal(), "an instance").size();
        assertThat(application.status("/staff/a")).isEqualTo(401);
        assertThat(application.status("/staff/a?ticket=bob.guest")).isEqualTo(403);
        assertThat(application.status("/staff/a?ticket=mallory.staff")).isEqualTo(403);
        assertThat(only(application.journal(), "an instance")).hasSize(before);
        assertThat(application.connect("/staff/a?ticket=ann.staff.admin").ask("shut"))
                .isEqualTo("ann may shut");
        assertThat(only(application.journal(), "an instance")).hasSize(before + 1);
        assertThat(application.journal()).contains("asked, calls in its request 1");
    }

    @Test
    void a_method_is_for_those_who_have_its_role() throws Exception {
        assertThat(application.connect("/staff/a?ticket=cas.staff").ask("shut"))
                .isEqualTo("denied");
    }

    @Test
    void a_session_ends_with_the_identity() throws Exception {
        try (RawClient client = client()) {
            assertThat(client.upgrade("/staff/a?ticket=dan.staff.brief")).contains(" 101 ");
            assertThat(client.readClose().closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void observers_are_told_who_was_let_in_and_who_was_not() throws Exception {
        application.status("/staff/a?ticket=eve.guest");
        application.connect("/staff/a?ticket=fay.staff");
        await().untilAsserted(
                        () ->
                                assertThat(application.journal())
                                        .contains("refused eve FORBIDDEN", "admitted fay"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, 101",
        "HTTPS://APP.EXAMPLE:443, 101",
        "https://localhost, 403",
        "https://app.example:8443, 403",
        "http://app.example, 403",
        "null, 403",
        "https://app.example.evil, 403",
        "https://evil-app.example, 403",
        "https://app.example., 403",
        "https://app.example/, 403",
        "https://xn--pp-uia.example, 403"
    })
    void an_endpoint_is_for_pages_of_its_origins(String origin, int status) throws Exception {
        try (RawClient client = client()) {
            assertThat(client.upgrade("/staff/a?ticket=gus.staff", "Origin: " + origin))
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void two_origins_are_none() throws Exception {
        try (RawClient client = client()) {
            assertThat(
                            client.upgrade(
                                    "/staff/a?ticket=gus.staff",
                                    "Origin: https://app.example",
                                    "Origin: https://app.example"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void a_right_can_be_withdrawn_from_a_session() throws Exception {
        Client warden = application.connect("/warden");
        Client hal = application.connect("/staff/a?ticket=hal.staff.admin");
        assertThat(hal.ask("shut")).isEqualTo("hal may shut");
        assertThat(warden.ask("hal is staff")).isEqualTo("done");
        assertThat(hal.ask("shut")).isEqualTo("denied");
        assertThat(warden.ask("hal is guest")).isEqualTo("done");
        assertThat(hal.next()).startsWith("closed 1008 not one of the endpoint's roles");
    }

    @Test
    void a_session_can_be_ended_with_its_right() throws Exception {
        Client ian = application.connect("/staff/a?ticket=ian.staff.admin");
        assertThat(application.connect("/warden").ask("ian is out")).isEqualTo("done");
        assertThat(ian.next()).isEqualTo("closed 1008 out");
    }

    @Test
    void without_on_error_a_denied_message_ends_the_session() throws Exception {
        Client warden = application.connect("/warden?ticket=joe.guest");
        assertThat(warden.ask("joe is staff")).isEqualTo("done");
        assertThat(warden.send(new byte[1]).next()).startsWith("closed 1008");
    }

    private RawClient client() throws Exception {
        return RawClient.connect(application.port(), KEY_STORE.clientTls());
    }
}
