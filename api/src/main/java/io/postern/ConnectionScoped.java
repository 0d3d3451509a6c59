package io.postern;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean of this scope lives as long as a session: one instance for each connection, made when it
 * is first used and destroyed when {@code @OnClose} has returned. The endpoint, its encoders and
 * decoders, and all that they use in a callback of the connection, see the same instance.
 *
 * <pre>{@code
 * @ConnectionScoped
 * public class Cart { ... }
 * }</pre>
 *
 * <p>The context is active in all callbacks of the connection, observers of {@link
 * ConnectionOpened} and {@link ConnectionClosed} included, and nowhere else: a method of such a
 * bean that is called elsewhere throws {@link
 * jakarta.enterprise.context.ContextNotActiveException}, in a {@code SendHandler} as well, which
 * runs beside the callbacks. These never overlap, so such a bean need not be thread-safe. In
 * {@code @PreDestroy} those that have not been destroyed yet can be used: they are destroyed in the
 * opposite order of their making. It is never passivated.
 *
 * <p>{@code @Initialized}, {@code @BeforeDestroyed} and {@code @Destroyed} of this scope are fired
 * with the {@link jakarta.websocket.Session} (Jakarta CDI 4.0 section 2.5.3).
 */
@NormalScope
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface ConnectionScoped {}
