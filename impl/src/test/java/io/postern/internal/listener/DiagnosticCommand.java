package io.postern.internal.listener;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/** What {@code jcmd} tells, of this JVM. */
final class DiagnosticCommand {

    private DiagnosticCommand() {}

    /**
     * Runs a command without arguments.
     *
     * @param name as {@code gcHeapInfo} for {@code GC.heap_info}
     */
    static String run(String name) throws Exception {
        return (String)
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                name,
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
    }
}
