package io.postern.internal.cdi;

import java.io.File;
import java.io.Reader;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * What a server does with an application that is deployed again and again, in a virtual machine of
 * its own and made of the JDK alone. The server's threads that started, used and stopped the
 * application end after its class loader and its native library have gone: had one of them entered
 * the library, it would crash the virtual machine then.
 */
final class RedeployingServer {

    private static final String APPLICATION = "io.postern.internal.cdi.RedeployedApplication";

    private final URL[] classPath;
    private final Map<String, String> configuration = new HashMap<>();
    private final RedeployClient client;

    private RedeployingServer(Properties properties) throws Exception {
        classPath = urls(properties.getProperty("test.class-path"));
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("wss.")) {
                configuration.put(name, properties.getProperty(name));
            }
        }
        client = new RedeployClient(Path.of(properties.getProperty("test.certificate")));
    }

    /**
     * Deploys as often as it is told to and says so at the end.
     *
     * @param arguments a file of properties: the application's class path, its certificate, how
     *     often it is deployed, and its configuration
     */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        RedeployingServer server = new RedeployingServer(properties);
        int rounds = Integer.parseInt(properties.getProperty("test.rounds"));
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round);
            server.redeploy(round == 2 ? "jdk" : "openssl", round % 2 == 0);
        }
        server.failToDeploy();
        System.out.println("redeployed " + rounds + " times");
    }

    private void redeploy(String engine, boolean clientStays) throws Exception {
        try (ServerThread deployer = new ServerThread("deployer");
                ServerThread caller = new ServerThread("caller")) {
            ProcessState.awaitNothingLeftOf(live(engine, clientStays, deployer, caller));
        }
        ProcessState.startAndEndThreads();
    }

    /** One life of the application; only its closed class loader is left of it. */
    private WeakReference<ClassLoader> live(
            String engine, boolean clientStays, ServerThread deployer, ServerThread caller)
            throws Exception {
        URLClassLoader loader = newLoader();
        AutoCloseable application =
                deployer.call(() -> within(loader, () -> start(loader, engine)));
        ProcessState.checkLibrary(engine.equals("openssl"));
        int port = deployer.call(((IntSupplier) application)::getAsInt);
        RedeployClient.Connection connection = client.connect(port);
        connection.ask("hello");
        caller.call(() -> tell(application, "news"));
        connection.expect("news");
        if (!clientStays) {
            connection.close();
        }
        deployer.call(() -> within(loader, () -> stop(application)));
        connection.expectEnd();
        ProcessState.checkThreads();
        loader.close();
        return new WeakReference<>(loader);
    }

    /** The deployment fails after the engine was made ready: its port is taken. */
    private void failToDeploy() throws Exception {
        try (ServerThread deployer = new ServerThread("deployer");
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            configuration.put("wss.port", String.valueOf(taken.getLocalPort()));
            ProcessState.awaitNothingLeftOf(fail(deployer));
        }
        ProcessState.startAndEndThreads();
    }

    private WeakReference<ClassLoader> fail(ServerThread deployer) throws Exception {
        URLClassLoader loader = newLoader();
        boolean failed = false;
        try {
            deployer.call(() -> within(loader, () -> start(loader, "openssl")));
        } catch (IllegalStateException expected) {
            failed = true;
        }
        ProcessState.check(failed, "the deployment did not fail");
        ProcessState.checkLibrary(true);
        ProcessState.checkThreads();
        loader.close();
        return new WeakReference<>(loader);
    }

    private URLClassLoader newLoader() {
        return new URLClassLoader("application", classPath, ClassLoader.getPlatformClassLoader());
    }

    private AutoCloseable start(ClassLoader loader, String engine) throws Exception {
        Map<String, String> all = new HashMap<>(configuration);
        all.put("wss.tls.provider", engine);
        return (AutoCloseable)
                loader.loadClass(APPLICATION).getConstructor(Map.class).newInstance(all);
    }

    @SuppressWarnings("unchecked")
    private static boolean tell(Object application, String text) {
        ((Consumer<String>) application).accept(text);
        return true;
    }

    private static boolean stop(AutoCloseable application) throws Exception {
        application.close();
        return true;
    }

    /** As a server calls an application: with its class loader on the thread. */
    private static <T> T within(ClassLoader application, Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] urls(String classPath) throws MalformedURLException {
        List<String> entries = List.of(classPath.split(File.pathSeparator));
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(entries.get(i)).toUri().toURL();
        }
        return urls;
    }
}
