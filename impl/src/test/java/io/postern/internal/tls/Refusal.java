package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.postern.internal.config.KeySource;
import io.postern.internal.config.PemConfig;
import io.postern.internal.config.PemLocation;
import io.postern.internal.config.SecretUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;

/** What a user reads when key material is refused. */
final class Refusal {

    private Refusal() {}

    /** The message, after a check that the whole stack trace holds no password. */
    static AbstractStringAssert<?> assertRefusal(KeySource config) {
        Throwable thrown =
                catchThrowable(() -> TlsMaterialSource.load(config, KeyStoreFiles.CLOCK));
        assertThat(thrown).isInstanceOf(TlsMaterialException.class);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("canary");
        if (config instanceof PemConfig pem) {
            secretLines(pem.cert(), pem.key())
                    .forEach(line -> assertThat(trace.toString()).doesNotContain(line));
        }
        assertThat(thrown.getMessage()).doesNotContain("\n").doesNotContain(": null");
        return assertThat(thrown.getMessage());
    }

    /** The lines of a private key and of whatever may have been exchanged with it. */
    private static List<String> secretLines(PemLocation... locations) {
        return Stream.of(locations)
                .filter(PemLocation.Inline.class::isInstance)
                .map(inline -> text((PemLocation.Inline) inline))
                .flatMap(String::lines)
                .filter(line -> !line.contains("-----"))
                .toList();
    }

    private static String text(PemLocation.Inline inline) {
        try {
            return new String(inline.text().reveal());
        } catch (SecretUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }
}
