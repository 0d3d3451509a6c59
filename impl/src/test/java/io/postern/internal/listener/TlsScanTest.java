package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.postern.internal.config.TlsProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What {@code sslscan} (a Debian package) finds, as an attacker would look: nothing that our
 * configuration could prevent.
 */
class TlsScanTest {

    @TempDir private Path directory;

    /** Where it is missing a developer goes without; CI installs it. */
    @BeforeAll
    static void lookForTheScanner() throws Exception {
        boolean found;
        try {
            found = new ProcessBuilder("sslscan", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            found = false;
        }
        if (System.getenv("CI") == null) {
            assumeThat(found).as("sslscan is installed").isTrue();
        }
        assertThat(found).as("sslscan is installed").isTrue();
    }

    private Element scan(TestListener listener) throws Exception {
        Path report = directory.resolve("report.xml");
        Process scanner =
                new ProcessBuilder(
                                "sslscan",
                                "--xml=" + report,
                                "--timeout=10",
                                "--connect-timeout=10",
                                "127.0.0.1:" + listener.port())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("output.txt").toFile())
                        .start();
        assertThat(scanner.waitFor(5, TimeUnit.MINUTES)).as("the scan ends").isTrue();
        assertThat(Files.readString(directory.resolve("output.txt"))).doesNotContain("ERROR");
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        return (Element) document.getElementsByTagName("ssltest").item(0);
    }

    private static List<Element> all(Element result, String name) {
        NodeList nodes = result.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Element only(Element result, String name) {
        assertThat(all(result, name)).as(name).hasSize(1);
        return all(result, name).get(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_scanner_finds_nothing_weak(TlsProvider engine) throws Exception {
        try (TestListener listener = TestListener.open(engine, EchoEndpoint.class)) {
            Element result = scan(listener);
            assertThat(all(result, "protocol"))
                    .filteredOn(protocol -> protocol.getAttribute("enabled").equals("1"))
                    .extracting(p -> p.getAttribute("type") + p.getAttribute("version"))
                    .containsExactlyInAnyOrder("tls1.2", "tls1.3");
            assertThat(all(result, "cipher"))
                    .isNotEmpty()
                    .allSatisfy(
                            cipher ->
                                    assertThat(cipher.getAttribute("strength"))
                                            .as(cipher.getAttribute("cipher"))
                                            .isIn("strong", "acceptable"))
                    .extracting(cipher -> cipher.getAttribute("cipher"))
                    .allMatch(name -> name.contains("GCM") || name.contains("CHACHA20"));
            assertThat(only(result, "renegotiation").getAttribute("supported")).isEqualTo("0");
            assertThat(all(result, "group"))
                    .extracting(group -> Integer.valueOf(group.getAttribute("bits")))
                    .isNotEmpty()
                    .as("RFC 9325 section 4.4 wants 112 bits at least")
                    .allMatch(bits -> bits >= 112);
            assertThat(all(result, "heartbleed"))
                    .extracting(tested -> tested.getAttribute("vulnerable"))
                    .containsOnly("0");
        }
    }
}
