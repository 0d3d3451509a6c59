package io.postern.it.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, without a window, driven by Playwright. It knows the addresses that
 * it is given, each a port of 127.0.0.1, and no others, so that nothing leaves the machine.
 */
public final class Chromium implements AutoCloseable {

    /** Why a test that needs it is skipped. */
    public static final String MISSING =
            "no browser was tried, for there is no command chromium, chromium-browser or"
                    + " google-chrome; on Debian: apt-get install chromium";

    private static final List<String> COMMANDS =
            List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts it.
     *
     * @param trusted whose certificate it accepts, whatever the name
     * @param addresses a port of 127.0.0.1 for each {@code host:port}, in which the host may be
     *     {@code *.example}
     */
    public static Chromium launch(TestKeyStore trusted, Map<String, Integer> addresses) {
        Path command = command().orElseThrow(() -> new IllegalStateException(MISSING));
        String rules =
                addresses.entrySet().stream()
                        .map(
                                entry ->
                                        "MAP %s 127.0.0.1:%d, "
                                                .formatted(entry.getKey(), entry.getValue()))
                        .sorted()
                        .collect(
                                Collectors.joining(
                                        "", "--host-resolver-rules=", "MAP * ~NOTFOUND"));
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            Browser browser =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(command)
                                            .setChromiumSandbox(!isRoot())
                                            .setArgs(
                                                    List.of(
                                                            rules,
                                                            "--ignore-certificate-errors-spki-list="
                                                                    + trusted.pin())));
            return new Chromium(playwright, browser);
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** Whether it is there; where it is not, the log says what that means. */
    public static boolean isInstalled() {
        if (command().isPresent()) {
            return true;
        }
        System.getLogger(Chromium.class.getName()).log(Level.WARNING, MISSING);
        return false;
    }

    private static Optional<Path> command() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> COMMANDS.stream().map(Path.of(directory)::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Chromium refuses to run its sandbox as root. */
    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Opens a page in a profile of its own, so that two pages are two users. */
    public Page open(String url) {
        Page page = browser.newPage();
        page.navigate(url);
        return page;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
