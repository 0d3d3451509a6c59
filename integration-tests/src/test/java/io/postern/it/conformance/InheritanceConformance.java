package io.postern.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.it.support.Client;
import org.junit.jupiter.api.Test;

/** Section 4.8: annotations are not inherited. */
@Deploys(InheritanceEndpoints.class)
abstract class InheritanceConformance extends Conformance {

    /** WSC-4.8.1. */
    @Test
    void a_subclass_without_the_annotation_is_no_endpoint() throws Exception {
        Client client = connect("/inheritance/parent");

        assertThat(client.next()).isEqualTo("opened as Parent");
        assertThat(client.ask("?")).isEqualTo("the parent's");
    }

    /** WSC-4.8.1. */
    @Test
    void an_override_without_an_annotation_gets_no_callback() throws Exception {
        Client client = connect("/inheritance/silent");

        assertThat(client.send(new byte[] {1}).next()).isEqualTo(Client.binary(new byte[] {1}));
    }

    /** WSC-4.8.1. */
    @Test
    void an_override_with_an_annotation_gets_the_callback_once() throws Exception {
        Client client = connect("/inheritance/loud");

        assertThat(client.next()).isEqualTo("opened by the child");
        assertThat(client.ask("?")).isEqualTo("the child's");
        assertThat(client.ask("?")).isEqualTo("the child's");
    }
}
