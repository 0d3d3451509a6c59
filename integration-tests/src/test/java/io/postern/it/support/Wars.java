package io.postern.it.support;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Makes applications as a user would: classes, Postern and what it brings in WEB-INF/lib, and a
 * microprofile-config.properties. Unless told otherwise they listen on a free port of 127.0.0.1,
 * which {@link ListenerServlet} tells.
 */
public final class Wars {

    private final WebArchive war;
    private final Map<String, String> properties = new TreeMap<>();

    private Wars(String name) {
        war = ShrinkWrap.create(WebArchive.class, name + ".war");
        for (File library : libraries()) {
            war.addAsLibrary(library);
        }
        war.addClasses(LeakProbe.class, ListenerServlet.class, Journal.class, JournalServlet.class);
        properties.put("wss.host", "127.0.0.1");
        properties.put("wss.port", "0");
    }

    private static File[] libraries() {
        File directory = new File(System.getProperty("postern.it.libraries"));
        return Objects.requireNonNull(
                directory.listFiles(), () -> directory + " is not there; run by way of Maven");
    }

    /** An application whose context path is {@code name}. */
    public static Wars named(String name) {
        return new Wars(name);
    }

    public Wars with(Class<?>... classes) {
        war.addClasses(classes);
        return this;
    }

    /** With the jars in which these classes are, as an application brings a library of its own. */
    public Wars libraryOf(Class<?>... classes) {
        for (Class<?> type : classes) {
            war.addAsLibrary(
                    new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()));
        }
        return this;
    }

    /** With the classes and the page of the example, and not its configuration. */
    public Wars chat() {
        war.addPackage("io.postern.examples.chat");
        for (String file : List.of("index.html", "chat.css", "chat.js")) {
            war.addAsWebResource("chat/" + file, file);
        }
        return this;
    }

    public Wars keyStore(TestKeyStore keyStore) {
        return property("wss.tls.key-store.p12.path", keyStore.path().toString())
                .property("wss.tls.key-store.p12.password", TestKeyStore.PASSWORD);
    }

    public Wars property(String key, Object value) {
        properties.put(key, value.toString());
        return this;
    }

    public Wars webInf(String name, String content) {
        war.addAsWebInfResource(new StringAsset(content), name);
        return this;
    }

    public WebArchive build() {
        StringBuilder lines = new StringBuilder();
        properties.forEach(
                (key, value) -> lines.append(key).append('=').append(value).append('\n'));
        return war.addAsResource(
                new StringAsset(lines.toString()), "META-INF/microprofile-config.properties");
    }
}
