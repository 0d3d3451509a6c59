package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.endpoint.DefaultConfigurator;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** What a server gets that finds our default configurator and serves an endpoint itself. */
class DefaultConfiguratorInCdiTest {

    /** What endpoints inject. */
    @ApplicationScoped
    public static class Store {
        String read() {
            return "stored";
        }
    }

    /** An endpoint that is a bean. */
    @Dependent
    public static class DependentEndpoint {
        @Inject Store store;
    }

    /** One instance for all. */
    @ApplicationScoped
    public static class SharedEndpoint {
        @Inject Store store;

        String read() {
            return store.read();
        }
    }

    /** An endpoint that is no bean. */
    public static class PlainEndpoint {
        @Inject Store store;
        boolean ready;

        @PostConstruct
        void ready() {
            ready = true;
        }
    }

    @Test
    void its_instances_come_from_cdi() throws Exception {
        try (SeContainer container =
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(Store.class, DependentEndpoint.class, SharedEndpoint.class)
                        .initialize()) {
            assertThat(container.isRunning()).isTrue();
            DefaultConfigurator configurator = new DefaultConfigurator();
            DependentEndpoint one = configurator.getEndpointInstance(DependentEndpoint.class);
            DependentEndpoint two = configurator.getEndpointInstance(DependentEndpoint.class);
            assertThat(one.store.read()).isEqualTo("stored");
            assertThat(two).as("WSC-3.1.7-2").isNotSameAs(one);
            assertThat(configurator.getEndpointInstance(SharedEndpoint.class).read())
                    .isEqualTo("stored");
            PlainEndpoint plain = configurator.getEndpointInstance(PlainEndpoint.class);
            assertThat(plain.ready).isTrue();
            assertThat(plain.store.read()).isEqualTo("stored");
        }
    }
}
