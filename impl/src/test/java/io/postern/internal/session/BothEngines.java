package io.postern.internal.session;

import io.postern.internal.config.TlsProvider;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs a test with each TLS engine; it takes a {@link TlsProvider}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@EnumSource(
        value = TlsProvider.class,
        names = {"OPENSSL", "JDK"})
@interface BothEngines {}
