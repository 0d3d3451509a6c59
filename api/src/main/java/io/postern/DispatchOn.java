package io.postern;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which threads call an endpoint, in place of {@code wss.dispatch}: all callbacks of a class,
 * or one {@code @OnOpen}, {@code @OnMessage} or {@code @OnClose} method. An {@code @OnError} method
 * runs where what failed has run, and cannot have it. Observers of {@link ConnectionOpened} run as
 * {@code @OnOpen} does, those of {@link ConnectionClosed} as {@code @OnClose}.
 *
 * <pre>{@code
 * @ServerEndpoint("/ticker")
 * @DispatchOn(Dispatch.EVENT_LOOP)
 * public class Ticker {
 *     @OnMessage
 *     @DispatchOn(Dispatch.MANAGED)   // this one asks a database
 *     void subscribe(String symbol) { ... }
 * }
 * }</pre>
 */
@Inherited
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface DispatchOn {

    /** The threads. */
    Dispatch value();
}
