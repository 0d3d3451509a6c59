package io.postern.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.app.Bearer;
import io.postern.it.support.Application;
import io.postern.it.support.Client;
import io.postern.it.support.ServerFeature;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.TestedServer;
import io.postern.it.support.TokenIssuer;
import io.postern.it.support.Wars;
import java.net.http.HttpClient;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;

/** On a server with MicroProfile JWT the bearer of a token is what its API calls one. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TokenApiIT {

    private static final TestKeyStore KEY_STORE = TestKeyStore.create();
    private static final TokenIssuer ISSUER = TokenIssuer.create();

    /** WildFly shows the API to those who ask for it; no other server reads this. */
    private static final String MODULES =
            """
            <jboss-deployment-structure>
                <deployment>
                    <dependencies>
                        <module name="org.eclipse.microprofile.jwt.auth.api"/>
                    </dependencies>
                </deployment>
            </jboss-deployment-structure>
            """;

    @ArquillianResource Deployer deployer;

    @Deployment(name = "token-api", managed = false, testable = false)
    static WebArchive war() {
        return Wars.named("token-api")
                .with(Bearer.class)
                .libraryOf(JwtConsumer.class, Logger.class)
                .keyStore(KEY_STORE)
                .property("wss.identity.sources", "authorization")
                .property("mp.jwt.verify.publickey", ISSUER.publicKey())
                .property("mp.jwt.verify.issuer", TokenIssuer.NAME)
                .webInf("jboss-deployment-structure.xml", MODULES)
                .build();
    }

    @Test
    void the_principal_is_a_json_web_token() throws Exception {
        ServerFeature tokens = TestedServer.CURRENT.tokens();
        tokens.add();
        try {
            deployer.deploy("token-api");
            String token = ISSUER.token("ann", 10, "chat");
            Client client =
                    Client.connect(
                            HttpClient.newBuilder().sslContext(KEY_STORE.clientTls()).build(),
                            new Application("token-api", KEY_STORE).uri("/bearer"),
                            builder -> builder.header("Authorization", "Bearer " + token));
            assertThat(client.ask("token"))
                    .isEqualTo("subject of ann by " + TokenIssuer.NAME + " [chat]");
            deployer.undeploy("token-api");
        } finally {
            tokens.remove();
        }
    }
}
