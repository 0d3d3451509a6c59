package io.postern.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.internal.config.DrainConfig;
import io.postern.internal.listener.RawFrame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** WSC-2.1.5-1: whatever ends a connection, and whatever crosses it, @OnClose runs once. */
class EndingRacesTest {

    @ServerEndpoint("/")
    public static class Texts extends Noting {
        @OnMessage
        void text(String message) {
            messages.add(message);
        }
    }

    /** One step of the peer, of the application, of the listener or of a worker thread. */
    enum Step {
        PEER_CLOSES {
            @Override
            void take(Race race) {
                race.receive(RawFrame.close(4001, "peer"));
            }
        },
        WE_CLOSE {
            @Override
            void take(Race race) {
                try {
                    race.endpoint.session.close(new CloseReason(() -> 4002, "ours"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        },
        PEER_FAILS {
            @Override
            void take(Race race) {
                race.receive(RawFrame.text("unmasked").unmasked());
            }
        },
        PEER_SENDS_UNWANTED {
            @Override
            void take(Race race) {
                race.receive(RawFrame.binary((byte) 1));
            }
        },
        PEER_VANISHES {
            @Override
            void take(Race race) {
                race.peer.vanish();
            }
        },
        LISTENER_STOPS {
            @Override
            void take(Race race) {
                try {
                    race.peer.sessions.drain(
                            new DrainConfig(Duration.ofMillis(1), 1001, Duration.ZERO));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        },
        CLOSE_TIME_OUT_PASSES {
            @Override
            void take(Race race) {
                race.peer.pass(Duration.ofSeconds(10));
            }
        },
        WORKERS_RUN {
            @Override
            void take(Race race) {
                race.work();
            }
        },
        LOOP_RUNS {
            @Override
            void take(Race race) {
                race.peer.channel.runPendingTasks();
            }
        };

        abstract void take(Race race);
    }

    private static final class Race {
        final Texts endpoint = new Texts();
        final Queue<Runnable> workers = new ArrayDeque<>();
        final Conversation peer = Conversation.with(endpoint, TestConfigs.DEFAULT, workers::add);

        void receive(RawFrame frame) {
            if (peer.channel.isOpen()) {
                peer.receive(frame);
            }
        }

        void work() {
            while (!workers.isEmpty()) {
                workers.remove().run();
            }
        }

        /** Lets everybody do what is left to do, and the connection go. */
        void finish() {
            for (int i = 0; i < 3; i++) {
                work();
                peer.channel.runPendingTasks();
            }
            peer.vanish();
            work();
            peer.channel.runPendingTasks();
        }
    }

    private static Stream<List<Step>> ways() {
        Step[] steps = Step.values();
        int n = steps.length;
        return IntStream.range(0, n * n * n)
                .mapToObj(i -> List.of(steps[i % n], steps[i / n % n], steps[i / n / n]));
    }

    /** All sequences of three steps, before and after the endpoint has opened. */
    @Test
    void on_close_runs_once_with_the_reason_that_was_sent_and_nothing_is_left() {
        ways().forEach(way -> check(way, true));
        ways().forEach(way -> check(way, false));
    }

    private static void check(List<Step> way, boolean opened) {
        Race race = new Race();
        if (opened) {
            race.work();
            race.peer.channel.runPendingTasks();
        }
        for (Step step : way) {
            if (step != Step.WE_CLOSE || race.endpoint.session != null) {
                step.take(race);
            }
        }
        race.finish();
        List<RawFrame> sent = race.peer.sent();
        race.peer.close();
        String what = way + (opened ? "" : " before it opened");
        assertThat(race.endpoint.closes).as(what).hasSize(1);
        assertThat(race.peer.sessions.size()).as(what).isZero();
        assertThat(sent).as(what).hasSizeLessThanOrEqualTo(1);
        assertThat(race.endpoint.faults).as(what).hasSizeLessThanOrEqualTo(1);
        String seen = race.endpoint.closes.get(0).substring(0, 4);
        if (!sent.isEmpty()) {
            int code = sent.get(0).closeCode();
            assertThat(seen).as(what).isIn(String.valueOf(code), code == 1001 ? "1006" : "");
        } else {
            assertThat(seen).as(what).isIn("1006", "4001", "4002", "1002", "1003");
        }
    }
}
