package io.postern.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.testing.RecordedLog;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WSC-3.1.7-1, J-65, J-82: configurators that supply the instances. */
class ConfiguredInstancesTest {

    @RegisterExtension final RecordedLog log = new RecordedLog("io.postern.endpoint");

    @ServerEndpoint("/")
    public static class Named {
        private final String name;

        public Named(String name) {
            this.name = name;
        }

        @OnMessage
        String text(String message) {
            return name + " " + message;
        }
    }

    static final class Special extends Named {
        Special() {
            super("special");
        }
    }

    /** Gives what it is told to, and counts. */
    private static final class Giving extends ServerEndpointConfig.Configurator {
        private final List<Class<?>> asked = new ArrayList<>();
        private final Object instance;

        private Giving(Object instance) {
            this.instance = instance;
        }

        @Override
        @SuppressWarnings("unchecked") // some of the tests want it to be wrong
        public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
            asked.add(type);
            if (instance instanceof RuntimeException failure) {
                throw failure;
            }
            if (instance instanceof InstantiationException failure) {
                throw failure;
            }
            return (T) instance;
        }
    }

    private final MadeComponents components = new MadeComponents();

    private Connection connect(ServerEndpointConfig.Configurator configurator) {
        return Connection.to(
                        ServerEndpointConfig.Builder.create(Named.class, "/")
                                .configurator(configurator)
                                .build(),
                        components)
                .open();
    }

    /** The TCK's endpoint, too, has no constructor that the container could use. */
    @Test
    void it_is_asked_once_for_each_connection_and_what_it_gives_stays_the_applications() {
        Giving giving = new Giving(new Special());
        Connection one = connect(giving).text("a").text("b").close();
        Connection two = connect(giving).text("c").close();
        assertThat(giving.asked).containsExactly(Named.class, Named.class);
        assertThat(one.replies).containsExactly("special a", "special b");
        assertThat(two.replies).containsExactly("special c");
        assertThat(components.made).isEmpty();
        assertThat(one.closed).isOne();
    }

    @Test
    void a_configurator_that_leaves_it_to_the_container_gets_none_of_its_own() {
        Connection connection = connect(new ServerEndpointConfig.Configurator() {});
        assertThat(connection.openFailures)
                .singleElement()
                .asString()
                .contains("no instance of " + Named.class.getName());
    }

    @Test
    void what_is_no_instance_of_the_class_is_refused() {
        assertThat(connect(new Giving("a string")).openFailures)
                .singleElement()
                .asString()
                .contains("its configurator gave java.lang.String");
        assertThat(connect(new Giving(null)).openFailures)
                .singleElement()
                .asString()
                .contains("its configurator gave null");
    }

    @Test
    void one_that_fails_leaves_the_connection_without_an_endpoint() {
        RuntimeException unchecked = new IllegalStateException("no");
        Connection connection = connect(new Giving(unchecked)).text("a").close();
        assertThat(connection.openFailures).containsExactly(unchecked);
        assertThat(connection.handled).isOne();
        assertThat(connection.closed).isOne();
        InstantiationException checked = new InstantiationException("no");
        assertThat(connect(new Giving(checked)).openFailures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasCause(checked));
        assertThat(log.lines()).hasSize(2).allMatch(line -> line.startsWith("ERROR POSTERN6003"));
    }
}
