package io.postern.internal.cdi;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.postern.WebSocketListener;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.Awaitility;

/**
 * A virtual machine whose listeners have loaded their certificates twice, and which then writes
 * down all objects that it holds.
 */
final class HeapDumpedServer {

    private static final int COLLECTIONS = 10;
    private static final long PAUSE_MILLIS = 50;

    /** Held on purpose, in each form in which a text can be in memory. */
    private static List<Object> kept = List.of();

    private HeapDumpedServer() {}

    /**
     * Opens the listeners, has them load again, and writes the dump.
     *
     * @param arguments a file of properties: where the dump goes, what is to be found in it, which
     *     files take the place of others, and the masked configuration
     */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        String text = MaskedSource.unmask(properties.getProperty("test.kept"));
        kept = List.of(text.toCharArray(), new String(text.toCharArray()), text + "\u20AC");
        ClassLoader loader =
                new URLClassLoader(new URL[0], HeapDumpedServer.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try (RedeployedApplication application =
                new RedeployedApplication(new MaskedSource(configuration(properties)))) {
            replaceFiles(properties);
            awaitReload(application.listener("default"));
            awaitReload(application.listener("pem"));
            collect();
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpHeap(properties.getProperty("test.dump"), true);
        }
        System.out.println("reloaded and dumped, with " + kept.size() + " objects to be found");
    }

    private static Map<String, String> configuration(Properties properties) {
        Map<String, String> configuration = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("wss.")) {
                configuration.put(name, properties.getProperty(name));
            }
        }
        return configuration;
    }

    private static void replaceFiles(Properties properties) throws Exception {
        Path now = Path.of(properties.getProperty("test.directory"));
        Path next = Path.of(properties.getProperty("test.next"));
        for (String name : List.of("tls.p12", "trust.p12")) {
            Path fresh = next.resolve(name);
            Files.move(fresh, now.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(now.resolve("cert.pem"), "renewed\n", StandardOpenOption.APPEND);
    }

    private static void awaitReload(WebSocketListener listener) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> listener.statistics().certificateReloads() > 0);
    }

    /** What the JDK wipes when it has been collected is wiped by a thread that needs a moment. */
    private static void collect() throws InterruptedException {
        ReferenceQueue<Object> nothing = new ReferenceQueue<>();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            nothing.remove(PAUSE_MILLIS);
        }
    }
}
