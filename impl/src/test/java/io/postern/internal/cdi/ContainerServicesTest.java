package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postern.internal.endpoint.Identity;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerServicesTest {

    @TempDir Path directory;

    private SeApplication application;

    @RequestScoped
    static class CallsInRequest {

        private int calls;

        int next() {
            return ++calls;
        }
    }

    @ApplicationScoped
    static class Activating {

        @Inject CallsInRequest calls;

        @ActivateRequestContext
        int next() {
            return calls.next();
        }
    }

    @ApplicationScoped
    static class Log {

        private final List<String> entries = new ArrayList<>();

        void add(String entry) {
            entries.add(entry);
        }

        List<String> entries() {
            return entries;
        }

        void begun(@Observes @Initialized(RequestScoped.class) Object event) {
            add("begun");
        }

        void ends(@Observes @BeforeDestroyed(RequestScoped.class) Object event) {
            add("ends");
        }

        void ended(@Observes @Destroyed(RequestScoped.class) Object event) {
            add("ended");
        }
    }

    @RequestScoped
    static class First {

        @Inject Log log;

        String name() {
            return "first";
        }

        @PreDestroy
        void end() {
            log.add("first ends");
        }
    }

    @RequestScoped
    static class Second {

        @Inject Log log;
        @Inject First first;

        void use() {
            first.name();
            log.add("used");
        }

        @PreDestroy
        void end() {
            log.add("second ends and still has: " + first.name());
        }
    }

    @BeforeEach
    void start() throws Exception {
        application =
                SeApplication.start(
                        directory,
                        Map.of("wss.enabled", "false"),
                        CallsInRequest.class,
                        Activating.class,
                        Log.class,
                        First.class,
                        Second.class);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void a_task_that_the_server_refuses_runs_on_a_thread_of_our_own() throws Exception {
        ContainerServices services =
                services(
                        task -> {
                            throw new RejectedExecutionException("stopping");
                        },
                        Runnable::run);
        SynchronousQueue<String> ranOn = new SynchronousQueue<>();
        services.workers()
                .execute(
                        () -> {
                            try {
                                ranOn.put(Thread.currentThread().getName());
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        assertThat(ranOn.poll(10, TimeUnit.SECONDS)).startsWith("postern-worker-");
        services.close();
    }

    @Test
    void callbacks_run_once_even_when_the_naming_context_is_gone() {
        List<String> ran = new ArrayList<>();
        ContainerServices services =
                services(
                        Runnable::run,
                        task -> {
                            throw new IllegalStateException("component is not available");
                        });
        services.run(() -> ran.add("callback"));
        assertThat(ran).containsExactly("callback");
    }

    @Test
    void callbacks_that_have_begun_are_not_run_again() {
        List<String> ran = new ArrayList<>();
        ContainerServices services = services(Runnable::run, Runnable::run);
        assertThatThrownBy(
                        () ->
                                services.run(
                                        () -> {
                                            ran.add("callback");
                                            throw new IllegalStateException("own failure");
                                        }))
                .hasMessage("own failure");
        assertThat(ran).containsExactly("callback");
    }

    @Test
    void callbacks_see_the_applications_class_loader_and_the_thread_gets_its_own_back()
            throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader applications = thread.getContextClassLoader();
        ContainerServices services = services(Runnable::run, Runnable::run);
        try (URLClassLoader servers = new URLClassLoader(new URL[0])) {
            thread.setContextClassLoader(servers);
            List<ClassLoader> seen = new ArrayList<>();
            services.run(() -> seen.add(Thread.currentThread().getContextClassLoader()));
            assertThat(seen).containsExactly(applications);
            assertThat(thread.getContextClassLoader()).isSameAs(servers);
        } finally {
            thread.setContextClassLoader(applications);
        }
    }

    /** The last callback is the one that ends the session. */
    @Test
    void when_cdi_has_ended_a_callback_runs_all_the_same() {
        ContainerServices services = services(Runnable::run, Runnable::run);
        List<String> ran = new ArrayList<>();
        inCallback(services, () -> ran.add("message"));
        application.close();
        inCallback(services, () -> ran.add("close"));
        services.inRequest(Identity.NONE, () -> ran.add("stopped"));
        assertThat(ran).containsExactly("message", "close", "stopped");
    }

    @Test
    void each_callback_has_a_request_context_of_its_own() {
        ContainerServices services = services(Runnable::run, Runnable::run);
        CallsInRequest calls = application.container().select(CallsInRequest.class).get();
        List<Integer> seen = new ArrayList<>();
        Runnable callback =
                () -> {
                    seen.add(calls.next());
                    seen.add(calls.next());
                };
        inCallback(services, callback);
        inCallback(services, callback);
        assertThat(seen).containsExactly(1, 2, 1, 2);
    }

    @Test
    void what_a_callback_calls_is_in_the_same_request_context() {
        ContainerServices services = services(Runnable::run, Runnable::run);
        CallsInRequest calls = application.container().select(CallsInRequest.class).get();
        Activating activating = application.container().select(Activating.class).get();
        List<Integer> seen = new ArrayList<>();
        inCallback(
                services,
                () -> {
                    seen.add(calls.next());
                    seen.add(activating.next());
                    services.inRequest(Identity.NONE, () -> seen.add(calls.next()));
                });
        assertThat(seen).containsExactly(1, 2, 3);
    }

    @Test
    void a_callback_in_a_request_of_the_container_s_own_shares_its_context() {
        ContainerServices services = services(Runnable::run, Runnable::run);
        CallsInRequest calls = application.container().select(CallsInRequest.class).get();
        RequestContextController outer =
                application.container().select(RequestContextController.class).get();
        outer.activate();
        try {
            assertThat(calls.next()).isOne();
            List<Integer> seen = new ArrayList<>();
            inCallback(services, () -> seen.add(calls.next()));
            services.inRequest(Identity.NONE, () -> seen.add(calls.next()));
            assertThat(seen).containsExactly(2, 3);
            assertThat(calls.next()).isEqualTo(4);
        } finally {
            outer.deactivate();
        }
    }

    @Test
    void beans_of_a_callback_end_with_it_the_last_one_first_and_observers_are_told() {
        Log log = application.container().select(Log.class).get();
        First first = application.container().select(First.class).get();
        Second second = application.container().select(Second.class).get();
        ContainerServices services = services(Runnable::run, Runnable::run);
        inCallback(
                services,
                () -> {
                    first.name();
                    second.use();
                });
        assertThat(log.entries())
                .containsExactly(
                        "begun",
                        "used",
                        "ends",
                        "second ends and still has: first",
                        "first ends",
                        "ended");
        assertThatThrownBy(second::use).isInstanceOf(ContextNotActiveException.class);
    }

    private static void inCallback(ContainerServices services, Runnable callback) {
        services.run(() -> services.inRequest(Identity.NONE, callback));
    }

    private ContainerServices services(Executor executor, Consumer<Runnable> context) {
        BeanManager beans = application.container().getBeanManager();
        return new ContainerServices(
                beans,
                beans.getExtension(WssExtension.class).lifecycle().peer(),
                new JakartaConcurrency(executor, context));
    }
}
