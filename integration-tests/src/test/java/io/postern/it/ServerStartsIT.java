package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The machinery of the tests: the server starts, takes a WAR, and serves a file of it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ServerStartsIT {

    private static final URI SERVER = URI.create(System.getProperty("postern.it.server"));

    @Deployment(testable = false)
    static WebArchive page() {
        return ShrinkWrap.create(WebArchive.class, "page.war")
                .addAsWebResource(new StringAsset("a page"), "index.html");
    }

    @Test
    void a_static_page_is_served() throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(SERVER.resolve("page/index.html")).build(),
                                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("a page");
    }
}
