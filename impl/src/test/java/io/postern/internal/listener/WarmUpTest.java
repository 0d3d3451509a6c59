package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WarmUpTest {

    @Test
    void it_leaves_no_thread() throws Exception {
        WarmUp.run();
        assertThat(TestListener.liveThreads()).isEmpty();
    }
}
