package io.postern.internal.listener;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What one client is going to do, drawn at random.
 *
 * @param number tells the client from the others
 * @param path of the endpoint it comes to
 * @param messages so many are echoed before the end
 * @param end how the visit ends
 * @param exit how the client goes where it goes without being asked
 */
record Visit(long number, String path, int messages, End end, Exit exit) {

    /** At which moment, or by whom, a visit is ended. */
    enum End {
        AFTER_CLIENT_HELLO,
        AFTER_SERVER_HELLO,
        IN_THE_REQUEST,
        AFTER_101,
        AFTER_MESSAGES,
        IN_A_FRAME,
        IN_A_FRAGMENTED_MESSAGE,
        WHILE_RECEIVING,
        AFTER_OWN_CLOSE,
        BY_THE_CLIENT,
        BY_THE_SERVER,
        BY_IDLENESS,
        BY_RESERVED_BITS,
        BY_BAD_UTF8,
        BY_FAILING_OPEN,
        BY_CLIENT_AFTER_FAILING_MESSAGE,
        BY_CLIENT_AND_FAILING_CLOSE;

        boolean beforeSession() {
            return this == AFTER_CLIENT_HELLO
                    || this == AFTER_SERVER_HELLO
                    || this == IN_THE_REQUEST;
        }

        /** The code of the Close frame that the server has to send, 0 if none can be expected. */
        int closeCode() {
            return switch (this) {
                case BY_THE_CLIENT,
                        BY_THE_SERVER,
                        BY_CLIENT_AFTER_FAILING_MESSAGE,
                        BY_CLIENT_AND_FAILING_CLOSE ->
                        1000;
                case BY_IDLENESS -> 1001;
                case BY_RESERVED_BITS -> 1002;
                case BY_BAD_UTF8 -> 1007;
                case BY_FAILING_OPEN -> 1011;
                default -> 0;
            };
        }
    }

    /** With a TCP reset, with TLS's farewell, or with TCP's alone. */
    enum Exit {
        RESET,
        CLOSE_NOTIFY,
        FIN
    }

    private static final List<String> PATHS = List.of("/decoding", "/programmatic", "/timed");

    static Visit random(long number, RandomGenerator random) {
        End end = End.values()[random.nextInt(End.values().length)];
        String path = PATHS.get(random.nextInt(PATHS.size()));
        Exit exit = Exit.values()[random.nextInt(Exit.values().length)];
        int messages = random.nextInt(4);
        return switch (end) {
            case BY_IDLENESS -> new Visit(number, "/timed", messages, end, exit);
            case BY_FAILING_OPEN -> new Visit(number, "/failing/open", 0, end, exit);
            case BY_CLIENT_AFTER_FAILING_MESSAGE ->
                    new Visit(number, "/failing/message", 0, end, exit);
            case BY_CLIENT_AND_FAILING_CLOSE ->
                    new Visit(number, "/failing/close", messages, end, exit);
            default -> new Visit(number, path, messages, end, exit);
        };
    }
}
