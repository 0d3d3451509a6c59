package io.postern.internal.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What one log category says during a test, instead of on the console. */
public final class RecordedLog extends Handler implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final Level from;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private @Nullable Level before;

    /**
     * Records all levels.
     *
     * @param category as {@code io.postern.tls}
     */
    public RecordedLog(String category) {
        this(category, Level.ALL);
    }

    /** Records what is as grave as {@code from}, or graver. */
    public RecordedLog(String category, Level from) {
        this.logger = Logger.getLogger(category);
        this.from = from;
    }

    /**
     * The lines so far, as {@code LEVEL message}, with the text of the exception if there is one.
     */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    /** Begins, where there is no test that does it. */
    public void start() {
        before = logger.getLevel();
        logger.setLevel(from);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(before);
    }

    @Override
    public void publish(LogRecord line) {
        Throwable thrown = line.getThrown();
        lines.add(line.getLevel() + " " + line.getMessage() + (thrown == null ? "" : " " + thrown));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
