package io.postern.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.cdi.ApplicationConfigsTest.AllOfItsArchive;
import io.postern.internal.cdi.ApplicationConfigsTest.First;
import io.postern.internal.cdi.ApplicationConfigsTest.Programmatic;
import io.postern.internal.cdi.ApplicationConfigsTest.ReturnsNull;
import io.postern.internal.cdi.ApplicationConfigsTest.Second;
import io.postern.internal.config.ContainerEndpoints;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTextDoorTest {

    @Test
    void each_endpoint_that_goes_back_to_the_server_is_named_with_the_class_that_gives_it() {
        assertThat(problems(First.class, Second.class, AllOfItsArchive.class))
                .hasSize(2)
                .allMatch(problem -> problem.contains(AllOfItsArchive.class.getName()))
                .allMatch(problem -> problem.contains("remove that ServerApplicationConfig"))
                .allMatch(problem -> problem.contains("injected ServerContainer"))
                .allMatch(problem -> problem.contains("wss.container-endpoints=allow"))
                .anyMatch(problem -> problem.contains(First.class.getName()))
                .anyMatch(problem -> problem.contains(Second.class.getName()));
    }

    @Test
    void so_is_the_path_of_each_programmatic_one() {
        assertThat(problems(Programmatic.class, AllOfItsArchive.class))
                .singleElement()
                .asString()
                .contains(AllOfItsArchive.class.getName() + " hands \"/p\" to the server");
    }

    @Test
    void a_config_that_gives_nothing_back_is_no_problem() {
        assertThat(problems(First.class, ReturnsNull.class)).isEmpty();
    }

    private static List<String> problems(Class<?>... scanned) {
        EndpointCollector collector = new EndpointCollector();
        collector.scanned(List.of(scanned));
        return new PlainTextDoor(ContainerEndpoints.WITHHOLD, true)
                .problems(ApplicationConfigs.ask(collector, new PlainComponents()).answers());
    }
}
