package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;

/** The threads of endpoints; on all of them the application is around the callback. */
@Deploys(DispatchEndpoints.class)
abstract class DispatchConformance extends Conformance {

    private static final String LOOP = "postern-default-message-";

    @Test
    void endpoints_run_on_threads_that_may_block() throws Exception {
        assertThat(ask("/dispatch/managed", "where?"))
                .doesNotStartWith(LOOP)
                .endsWith(", truetrue");
    }

    @Test
    void an_endpoint_runs_on_the_event_loop_where_it_says_so() throws Exception {
        assertThat(ask("/dispatch/event-loop", "where?")).startsWith(LOOP).endsWith(", truetrue");
    }

    @Test
    void a_method_of_it_does_not_where_it_says_so() throws Exception {
        Client client = connect("/dispatch/event-loop");
        assertThat(client.send(new byte[] {1}).next())
                .doesNotStartWith(LOOP)
                .endsWith(", truetrue");
        assertThat(client.ask("where?")).startsWith(LOOP);
    }
}
