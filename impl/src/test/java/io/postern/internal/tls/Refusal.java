package io.postern.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.postern.internal.config.KeyStoreConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.AbstractStringAssert;

/** What a user reads when a key store is refused. */
final class Refusal {

    private Refusal() {}

    /** The message, after a check that the whole stack trace holds no password. */
    static AbstractStringAssert<?> assertRefusal(KeyStoreConfig config) {
        Throwable thrown = catchThrowable(() -> KeyStoreLoader.load(config, KeyStoreFiles.CLOCK));
        assertThat(thrown).isInstanceOf(TlsMaterialException.class);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("canary");
        assertThat(thrown.getMessage()).doesNotContain("\n").doesNotContain(": null");
        return assertThat(thrown.getMessage());
    }
}
