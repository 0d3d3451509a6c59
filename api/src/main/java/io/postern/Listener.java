package io.postern;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a listener that {@code wss.listeners} declares or that the application {@linkplain
 * WebSocketListenerFactory makes itself}, or {@code default} for the one that needs no declaration.
 *
 * <ul>
 *   <li>On an endpoint class: it is served by this listener. Given more than once, by each of them;
 *       without it, by the default listener.
 *   <li>On a producer of a {@link WebSocketListener}: that is the listener's name.
 *   <li>At an injection point of type {@link WebSocketListener}: that listener.
 *   <li>On a bean that takes part in TLS ({@link io.postern.tls.ClientCertificateValidator}, {@link
 *       io.postern.tls.CertificateResolver}) or is a {@link ConnectionExtension}, or on its
 *       producer: it is for this listener alone.
 * </ul>
 *
 * <pre>{@code
 * @ServerEndpoint("/telemetry")
 * @Listener("devices")
 * public class Telemetry { ... }
 *
 * @Inject @Listener("devices") WebSocketListener devices;
 * }</pre>
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
@Repeatable(Listener.All.class)
public @interface Listener {

    /** The listener's name. */
    String value();

    /** What the compiler puts several into. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
    @interface All {
        /** Each of them. */
        Listener[] value();
    }

    /** For a lookup in code: {@code instance.select(new Listener.Literal("devices"))}. */
    final class Literal extends AnnotationLiteral<Listener> implements Listener {

        private static final long serialVersionUID = 1L;

        private final String name;

        /** The qualifier with this value. */
        public Literal(String name) {
            this.name = name;
        }

        @Override
        public String value() {
            return name;
        }
    }
}
