package io.postern.it.conformance;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application on CDI SE whose endpoints are chosen by classes of its own. */
@ExtendWith(OnCdiSe.class)
class ApplicationConfigOnCdiSeIT {

    @Nested
    class ApplicationConfig extends ApplicationConfigConformance {}
}
