package io.postern.it.conformance;

/** What an action throws, as a word that an endpoint can send. */
public final class Thrown {

    private Thrown() {}

    /** An action that may fail. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /** The simple name of the exception's class, or {@code nothing}. */
    public static String by(Action action) {
        try {
            action.run();
            return "nothing";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }
}
