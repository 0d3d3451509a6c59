package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class StartSignalsTest {

    /** Nobody asks it for anything. */
    private static final BeanManager BEANS =
            (BeanManager)
                    Proxy.newProxyInstance(
                            StartSignalsTest.class.getClassLoader(),
                            new Class<?>[] {BeanManager.class},
                            (proxy, method, arguments) -> null);

    private final StartSignals signals = new StartSignals();

    @Test
    void without_a_servlet_container_the_start_opens() {
        assertThat(signals.started(false)).isTrue();
    }

    @Test
    void classes_that_were_shown_before_are_not_waited_for() {
        assertThat(signals.scanned(BEANS)).isFalse();
        assertThat(signals.started(true)).isTrue();
    }

    @Test
    void classes_that_are_shown_after_the_start_open() {
        assertThat(signals.started(true)).isFalse();
        assertThat(signals.scanned(BEANS)).isTrue();
    }

    @Test
    void classes_of_an_application_that_does_not_start_open_nothing() {
        assertThat(signals.scanned(BEANS)).isFalse();
        assertThat(signals.scanned(BEANS)).isFalse();
    }
}
