package io.postern.benchmarks.harness;

import io.postern.benchmarks.endpoints.PeerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/**
 * Payara with an application at its root, each process with a domain of its own.
 *
 * @param war the module that builds the application
 */
record Payara(String war) implements Launcher {

    private static final Pattern READY = Pattern.compile("benchmarks was successfully deployed");

    private static final String NEW_DOMAIN = "glassfish/domains/domain1";
    private static final String CONFIGURATION = "config/domain.xml";
    private static final String KEY_STORE = "config/keystore.p12";

    /** The name that the style sheet gives to the domain. */
    private static final String DOMAIN = "postern";

    /** Of the key stores of a new domain, and of the server's key in them. */
    private static final char[] MASTER_PASSWORD = "changeit".toCharArray();

    private static final String ALIAS = "s1as";

    private static final String MAIN_CLASS = "com.sun.enterprise.glassfish.bootstrap.ASMain";

    @Override
    public Launch at(Place place) throws Exception {
        Path parent = Files.createTempDirectory(place.keys(), "payara");
        Path domain = parent.resolve(DOMAIN);
        int port = Launcher.freePort();
        Path pristine = place.settings().payara().resolve(NEW_DOMAIN);
        copy(pristine, domain);
        configure(pristine.resolve(CONFIGURATION), domain.resolve(CONFIGURATION), port);
        giveKey(new PeerProcess(place.keys(), ""), domain.resolve(KEY_STORE));
        Path deployment = parent.resolve("deployment");
        Files.writeString(
                deployment,
                "deploy --contextroot=/ --name=benchmarks %s%n"
                        .formatted(place.built(war, "server.war").toAbsolutePath()));
        return new Launch(
                command(place, ownCommand(place, parent, deployment)), Map.of(), READY, port);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** As the integration tests do, before the first start: later it is too late. */
    private static void configure(Path from, Path to, int port)
            throws IOException, TransformerException {
        try (InputStream style = Payara.class.getResourceAsStream("domain.xsl")) {
            Transformer transformer =
                    TransformerFactory.newInstance()
                            .newTransformer(new StreamSource(Objects.requireNonNull(style)));
            transformer.setParameter("https.port", port);
            transformer.setParameter("admin.port", Launcher.freePort());
            transformer.transform(new StreamSource(from.toFile()), new StreamResult(to.toFile()));
        }
    }

    /** In the place of the one that came with the domain. */
    private static void giveKey(PeerProcess files, Path file) throws Exception {
        KeyStore given = load(files.keyStore(), PeerProcess.PASSWORD.toCharArray());
        String alias = given.aliases().nextElement();
        KeyStore keys = load(file, MASTER_PASSWORD);
        keys.setKeyEntry(
                ALIAS,
                given.getKey(alias, PeerProcess.PASSWORD.toCharArray()),
                MASTER_PASSWORD,
                given.getCertificateChain(alias));
        try (OutputStream output = Files.newOutputStream(file)) {
            keys.store(output, MASTER_PASSWORD);
        }
    }

    private static KeyStore load(Path file, char[] password) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            keys.load(input, password);
        }
        return keys;
    }

    /** What its own tool would start: it knows which of the domain's options suit which Java. */
    private static List<String> ownCommand(Place place, Path parent, Path deployment)
            throws IOException, InterruptedException {
        ProcessBuilder tool =
                new ProcessBuilder(
                        place.java(),
                        "-jar",
                        place.settings()
                                .payara()
                                .resolve("glassfish/lib/client/appserver-cli.jar")
                                .toString(),
                        "start-domain",
                        "--dry-run",
                        "--domaindir=" + parent,
                        "--postbootcommandfile=" + deployment,
                        DOMAIN);
        tool.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = tool.redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        int first = lines.indexOf("-cp");
        int last = first < 0 ? -1 : lines.subList(first, lines.size()).indexOf("");
        if (process.waitFor() != 0 || last < 0 || !lines.contains(MAIN_CLASS)) {
            throw new IOException(
                    "Payara's start-domain --dry-run shows no command: " + String.join(" ", lines));
        }
        return lines.subList(first, first + last);
    }

    private static List<String> command(Place place, List<String> own) {
        List<String> command = new ArrayList<>(own);
        // Its tool would write the master password there; without, it is that of a new domain.
        int readsInput = command.indexOf("-read-stdin");
        command.subList(readsInput, readsInput + 2).clear();
        // Behind the domain's own, so that these count.
        command.addAll(command.indexOf(MAIN_CLASS), place.flags());
        command.add(0, place.java());
        return command;
    }
}
