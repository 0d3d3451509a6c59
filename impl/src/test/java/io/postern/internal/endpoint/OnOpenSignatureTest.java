package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnOpenSignatureTest {

    private static final Map<String, String> PATH = Map.of("room", "blue", "seat", "7");

    @ServerEndpoint("/")
    public static class Nothing extends Recorder {
        @OnOpen
        void open() {
            saw("opened");
        }
    }

    @ServerEndpoint("/")
    public static class SessionAlone extends Recorder {
        @OnOpen
        public void open(Session session) {
            saw(session);
        }
    }

    @ServerEndpoint(value = "/{room}/{seat}", subprotocols = "chat")
    public static class Everything extends Recorder {
        @OnOpen
        protected void open(
                @PathParam("seat") int seat,
                EndpointConfig config,
                @PathParam("room") String room,
                Session session) {
            saw(seat, room, session);
            saw(config);
        }
    }

    @Test
    void it_may_take_nothing() {
        Nothing endpoint = new Nothing();
        Connection.to(endpoint).open();
        assertThat(endpoint.calls).containsExactly("opened");
    }

    @Test
    void it_may_take_the_session() {
        SessionAlone endpoint = new SessionAlone();
        Connection connection = Connection.to(endpoint).open();
        assertThat(endpoint.calls).containsExactly(connection.session);
    }

    @Test
    void it_may_take_everything_in_any_order() {
        Everything endpoint = new Everything();
        Connection connection = Connection.to(endpoint, PATH).open();
        assertThat(endpoint.calls.get(0)).isEqualTo(List.of(7, "blue", connection.session));
        assertThat(endpoint.calls.get(1))
                .isInstanceOfSatisfying(
                        ServerEndpointConfig.class,
                        config -> {
                            assertThat(config.getPath()).isEqualTo("/{room}/{seat}");
                            assertThat(config.getEndpointClass()).isEqualTo(Everything.class);
                            assertThat(config.getSubprotocols()).containsExactly("chat");
                        });
    }
}
