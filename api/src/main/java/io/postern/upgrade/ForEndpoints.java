package io.postern.upgrade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the class of an {@link UpgradeCheck}: it is asked about these endpoints only. None, or a class
 * that can be no endpoint, fails the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ForEndpoints {

    /** The classes of the endpoints; subclasses are meant as well. */
    Class<?>[] value();
}
