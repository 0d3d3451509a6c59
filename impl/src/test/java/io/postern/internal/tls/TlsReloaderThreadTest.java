package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static io.postern.internal.tls.KeyStoreFiles.config;
import static io.postern.internal.tls.KeyStoreFiles.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.KeySource;
import io.postern.internal.config.TlsConfig;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TlsReloaderThreadTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    @TempDir Path directory;
    private KeyStoreFiles files;
    private KeySource source;
    private X509Bundle next;

    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final AtomicReference<ClassLoader> loader = new AtomicReference<>();
    private final CountDownLatch loading = new CountDownLatch(1);

    @BeforeEach
    void write_the_first_certificate() throws Exception {
        files = new KeyStoreFiles(directory);
        source = config(files.write(entry("a", certificate("a.example").buildSelfSigned())));
        next = certificate("b.example").buildSelfSigned();
    }

    private class Observed extends ReloadedMaterial {

        Observed() {
            super(source);
        }

        @Override
        void whileLoading() {
            thread.set(Thread.currentThread());
            loader.set(Thread.currentThread().getContextClassLoader());
            loading.countDown();
        }
    }

    @Test
    void its_thread_polls_with_the_creator_s_class_loader_until_it_is_closed() throws Exception {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        Observed port = new Observed();
        try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
            caller.setContextClassLoader(application);
            TlsReloader reloader = open(INTERVAL, port);
            caller.setContextClassLoader(before);
            reloader.start();
            replace();
            await().until(() -> port.published.contains(next.getCertificate()));
            assertThat(thread.get().getName()).isEqualTo("postern-test-reload-1");
            assertThat(thread.get().isDaemon()).isTrue();
            assertThat(loader.get()).isSameAs(application);
            reloader.close();
            assertThat(thread.get().getState()).isEqualTo(Thread.State.TERMINATED);
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    @Test
    void closing_interrupts_a_load_and_waits_for_the_end_of_the_thread() throws Exception {
        Observed port =
                new Observed() {
                    @Override
                    void whileLoading() {
                        super.whileLoading();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        TlsReloader reloader = open(INTERVAL, port);
        reloader.start();
        replace();
        loading.await();
        reloader.close();
        assertThat(thread.get().getState()).isEqualTo(Thread.State.TERMINATED);
        assertThat(port.published).isEmpty();
        assertThat(port.problems).isEmpty();
    }

    @Test
    void without_an_interval_or_without_files_there_is_no_thread() throws Exception {
        try (TlsReloader off = open(null, new Observed())) {
            off.start();
            TlsConfig inline = ReloadConfigs.every(INTERVAL, PemFiles.inline("x", "y"));
            try (TlsReloader nothing =
                    new TlsReloader(
                            inline,
                            ContentHash.of(inline),
                            new Observed(),
                            "postern-test-reload-")) {
                nothing.start();
                assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(found -> found.getName().startsWith("postern-test-reload-"));
            }
        }
    }

    private void replace() throws Exception {
        Path whole = files.write("next.p12", "PKCS12", entry("b", next));
        Files.move(whole, directory.resolve("tls.p12"), StandardCopyOption.ATOMIC_MOVE);
    }

    private TlsReloader open(Duration interval, ReloadPort port) {
        TlsConfig tls = ReloadConfigs.every(interval, source);
        return new TlsReloader(tls, ContentHash.of(tls), port, "postern-test-reload-");
    }
}
