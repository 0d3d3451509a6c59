package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** Illegal endpoint classes on CDI SE. */
class IllegalOnCdiSeIT extends IllegalConformance {

    private static Throwable failure;

    @BeforeAll
    static void start() {
        failure =
                catchThrowable(
                        () ->
                                SeApplication.start(
                                        Map.of("wss.port", String.valueOf(PORT)),
                                        IllegalEndpoints.class,
                                        IllegalPaths.class));
    }

    @Override
    String report() {
        return failure.getMessage();
    }
}
