package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.upgrade.EndpointRoutes.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointRoutesTest {

    /** WSC-3.1.1-3. */
    @Test
    void a_literal_goes_before_a_variable_in_whatever_order_they_are_deployed() {
        EndpointRoutes forward = Endpoints.routes("/", Endpoints.Lobby.class, Endpoints.Room.class);
        EndpointRoutes backward =
                Endpoints.routes("/", Endpoints.Room.class, Endpoints.Lobby.class);
        assertThat(found(forward, "chat", "lobby")).isEqualTo(Endpoints.Lobby.class);
        assertThat(found(backward, "chat", "lobby")).isEqualTo(Endpoints.Lobby.class);
        assertThat(found(backward, "chat", "other")).isEqualTo(Endpoints.Room.class);
    }

    /** WSC-3.1.1-3: from left to right, and losers are out for good. */
    @Test
    void the_leftmost_literal_decides() {
        EndpointRoutes routes =
                Endpoints.routes("/", Endpoints.TenantLobby.class, Endpoints.Room.class);
        assertThat(found(routes, "chat", "lobby")).isEqualTo(Endpoints.Room.class);
        assertThat(found(routes, "acme", "lobby")).isEqualTo(Endpoints.TenantLobby.class);
    }

    @Test
    void the_context_path_stands_before_every_path() {
        EndpointRoutes routes = Endpoints.routes("/app/v1", Endpoints.Room.class);
        assertThat(routes.find(List.of("app", "v1", "chat", "a")).map(Match::parameters))
                .contains(Map.of("room", "a"));
        assertThat(routes.find(List.of("chat", "a"))).isEmpty();
    }

    @Test
    void with_a_context_path_the_root_endpoint_needs_the_trailing_slash() {
        EndpointRoutes routes = Endpoints.routes("/app", Endpoints.Root.class);
        assertThat(routes.find(List.of("app", ""))).isPresent();
        assertThat(routes.find(List.of("app"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"nowhere", "Chat", "chat"})
    void an_unknown_path_leads_nowhere(String first) {
        assertThat(Endpoints.routes("/", Endpoints.Room.class).find(List.of(first))).isEmpty();
    }

    @Test
    void no_endpoints_lead_nowhere() {
        assertThat(Endpoints.routes("/").find(List.of(""))).isEqualTo(Optional.empty());
    }

    private static Class<?> found(EndpointRoutes routes, String... path) {
        return routes.find(List.of(path)).orElseThrow().endpoint().descriptor().type();
    }
}
