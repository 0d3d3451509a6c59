package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.server.ServerEndpoint;
import org.junit.jupiter.api.Test;

class EndpointPathProblemsTest {

    @ServerEndpoint("/chat/{name}")
    public static class SameAsRoom {}

    @ServerEndpoint("chat")
    public static class WithoutSlash {}

    @ServerEndpoint("/{a}/{a}")
    public static class Twice {}

    @Test
    void different_paths_have_no_problems() {
        assertThat(
                        EndpointRoutes.problems(
                                Endpoints.descriptors(
                                        Endpoints.Room.class,
                                        Endpoints.Lobby.class,
                                        Endpoints.TenantLobby.class)))
                .isEmpty();
    }

    /** WSC-3.1.1-2, WSC-4.1.1-4. */
    @Test
    void templates_that_match_the_same_paths_are_a_problem_that_names_both() {
        assertThat(
                        EndpointRoutes.problems(
                                Endpoints.descriptors(Endpoints.Room.class, SameAsRoom.class)))
                .singleElement()
                .asString()
                .contains(Endpoints.Room.class.getName(), "/chat/{room}")
                .contains(SameAsRoom.class.getName(), "/chat/{name}")
                .contains("serve the same paths");
    }

    /** WSC-4.1.1-3. */
    @Test
    void each_malformed_path_is_a_problem_that_names_class_path_and_rule() {
        assertThat(EndpointRoutes.problems(Endpoints.descriptors(WithoutSlash.class, Twice.class)))
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .contains(WithoutSlash.class.getName())
                                        .contains("at \"chat\"")
                                        .contains("must begin with '/'"),
                        second ->
                                assertThat(second)
                                        .contains(Twice.class.getName(), "/{a}/{a}", "twice"));
    }
}
