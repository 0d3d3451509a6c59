package io.postern.it.conformance;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chapters of the suite on CDI SE. */
@ExtendWith(OnCdiSe.class)
class ConformanceOnCdiSeIT {

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
