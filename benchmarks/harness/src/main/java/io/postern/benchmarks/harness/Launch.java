package io.postern.benchmarks.harness;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a server is started, and how it says that it is ready.
 *
 * @param command that starts its process
 * @param environment added to that of this process
 * @param ready found in a line of its output; its first group is the port, where it has one
 * @param port where the server listens, if it does not say so itself
 */
record Launch(List<String> command, Map<String, String> environment, Pattern ready, int port) {}
