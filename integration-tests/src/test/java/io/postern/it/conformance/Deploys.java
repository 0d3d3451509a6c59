package io.postern.it.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The classes whose member classes a chapter needs in the application. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Deploys {

    Class<?>[] value();
}
