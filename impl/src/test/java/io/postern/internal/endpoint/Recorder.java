package io.postern.internal.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What an endpoint of a test inherits to remember the calls it gets. */
abstract class Recorder {

    final List<Object> calls = new ArrayList<>();

    /** Remembers one call: a single argument as it is, several as a list. */
    final void saw(Object... arguments) {
        calls.add(arguments.length == 1 ? arguments[0] : Arrays.asList(arguments));
    }
}
