package io.postern.it.conformance;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A WAR whose endpoints are chosen by classes of its own. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ApplicationConfigIT {

    @RegisterExtension static final OnServer SERVER = new OnServer("application-config");

    @Deployment(testable = false)
    static WebArchive war() {
        return SERVER.war(ApplicationConfigIT.class)
                // They also hand their endpoints to the server.
                .property("wss.container-endpoints", "allow")
                .build();
    }

    @Nested
    class ApplicationConfig extends ApplicationConfigConformance {}
}
