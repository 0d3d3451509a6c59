package io.postern.it.conformance;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chapters of the suite on the server. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ConformanceIT {

    @RegisterExtension static final OnServer SERVER = new OnServer("conformance");

    @Deployment(testable = false)
    static WebArchive war() {
        return SERVER.war(ConformanceIT.class).build();
    }

    @Nested
    class Lifecycle extends LifecycleConformance {}

    @Nested
    class Path extends PathConformance {}

    @Nested
    class Message extends MessageConformance {}

    @Nested
    class Form extends FormConformance {}

    @Nested
    class Limit extends LimitConformance {}

    @Nested
    class Large extends LargeConformance {}

    @Nested
    class Error extends ErrorConformance {}

    @Nested
    class Handshake extends HandshakeConformance {}

    @Nested
    class Configurator extends ConfiguratorConformance {}

    @Nested
    class Codec extends CodecConformance {}

    @Nested
    class Programmatic extends ProgrammaticConformance {}

    @Nested
    class Handler extends HandlerConformance {}

    @Nested
    class Session extends SessionConformance {}

    @Nested
    class Close extends CloseConformance {}

    @Nested
    class BasicRemote extends BasicRemoteConformance {}

    @Nested
    class AsyncRemote extends AsyncRemoteConformance {}

    @Nested
    class Inheritance extends InheritanceConformance {}

    @Nested
    class Injection extends InjectionConformance {}

    @Nested
    class Scope extends ScopeConformance {}

    @Nested
    class Connection extends ConnectionConformance {}

    @Nested
    class Dispatch extends DispatchConformance {}
}
