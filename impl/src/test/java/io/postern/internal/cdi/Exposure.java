package io.postern.internal.cdi;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

/** All that can be seen of this virtual machine from outside, every log at its finest level. */
final class Exposure extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Formatter formatter = new SimpleFormatter();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** Begins to record. */
    Exposure() {
        root.setLevel(Level.ALL);
        root.addHandler(this);
    }

    /** The message with its parameters, the exception with its causes and what it suppressed. */
    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getLoggerName() + " " + formatter.format(entry));
    }

    /** What was logged so far. */
    List<String> logged() {
        return List.copyOf(lines);
    }

    /** Names of threads, system properties, and the attributes of all management beans. */
    static String ofMachine() throws JMException {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().keySet().forEach(thread -> text.append(thread).append('\n'));
        text.append(System.getProperties()).append('\n');
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : beans.queryNames(null, null)) {
            text.append(name).append('\n');
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                text.append(attribute.getName()).append('=');
                text.append(value(beans, name, attribute)).append('\n');
            }
        }
        return text.toString();
    }

    private static String value(MBeanServer beans, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            Object value = beans.getAttribute(name, attribute.getName());
            return value instanceof Object[] array
                    ? Arrays.deepToString(array)
                    : String.valueOf(value);
        } catch (JMException | RuntimeMBeanException e) {
            return e.toString();
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
    }
}
