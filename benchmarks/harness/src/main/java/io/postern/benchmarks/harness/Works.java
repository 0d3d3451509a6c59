package io.postern.benchmarks.harness;

import io.postern.benchmarks.harness.EchoLoad.Echo;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All work that there is, in the order in which it is done. */
final class Works {

    private static final int CONNECTIONS = 16;
    private static final int PARALLEL_HANDSHAKES = 16;
    private static final int FEWER = 10;

    private final Settings settings;

    private Works(Settings settings) {
        this.settings = settings;
    }

    /** Those that the settings name; at least one. */
    static List<Work> of(Settings settings) {
        List<Work> all = new Works(settings).all();
        List<Work> named =
                all.stream().filter(w -> settings.works().matcher(w.title()).matches()).toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException(
                    "--works=%s matches none of %s"
                            .formatted(settings.works(), all.stream().map(Work::title).toList()));
        }
        return named;
    }

    private List<Work> all() {
        List<Work> works = new ArrayList<>();
        for (boolean text : new boolean[] {true, false}) {
            for (int size : new int[] {64, 1024, 64 * 1024}) {
                for (int inFlight : new int[] {1, 16}) {
                    works.add(echo(new Echo(text, size, inFlight)));
                }
            }
        }
        for (KeyKind key : KeyKind.values()) {
            works.add(
                    load(
                            "handshake-" + key.title(),
                            key,
                            any -> true,
                            (clients, port) ->
                                    new HandshakeLoad(clients, port, PARALLEL_HANDSHAKES, false)));
        }
        works.add(broadcast("broadcast-some", "/broadcast", settings.crowd() / FEWER));
        works.add(broadcast("broadcast-many", "/broadcast", settings.crowd()));
        works.add(broadcast("selection-some", "/selection", settings.crowd() / FEWER));
        works.add(broadcast("selection-many", "/selection", settings.crowd()));
        works.add(new StormWork(settings));
        works.add(new IdleWork(settings.crowd()));
        works.add(new StartWork());
        return works;
    }

    private Work echo(Echo echo) {
        String title =
                "echo-%s-%d-%d"
                        .formatted(echo.text() ? "text" : "binary", echo.size(), echo.inFlight());
        return load(
                title,
                KeyKind.P_256,
                any -> true,
                (clients, port) -> new EchoLoad(clients, port, CONNECTIONS, echo));
    }

    /** Only Postern has a call for selections. */
    private Work broadcast(String title, String path, int size) {
        Predicate<Contender> suiting = path.equals("/selection") ? Contender::selects : any -> true;
        return load(
                title,
                KeyKind.P_256,
                suiting,
                (clients, port) -> new BroadcastLoad(clients, port, path, size));
    }

    private Work load(
            String title, KeyKind key, Predicate<Contender> suiting, LoadWork.Loads loads) {
        return new LoadWork(title, key, suiting, loads, settings);
    }
}
