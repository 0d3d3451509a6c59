package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged in this virtual machine until the record is closed. */
final class RecordedLog extends Handler {

    private final Logger root = Logger.getLogger("");
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    RecordedLog() {
        root.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(formatter.format(entry));
    }

    String text() {
        return String.join("", lines);
    }

    /** Netty writes this word when it finds a buffer that was collected and not released. */
    void assertNoLeak() {
        assertThat(lines).noneMatch(line -> line.contains("LEAK:"));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
    }
}
