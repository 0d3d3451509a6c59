package io.postern.upgrade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the class of an endpoint: which web pages may connect to it, by the {@code Origin} that the
 * browser sends (RFC 6455 section 10.2), instead of {@code wss.origins} of its listeners.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AllowedOrigins {

    /** As {@code wss.origins} has them: {@code same-host}, {@code *}, or exact origins. */
    String[] value();
}
