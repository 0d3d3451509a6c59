package io.postern.internal.cdi;

import io.postern.WebSocketListener;
import io.postern.WebSocketListenerFactory;
import io.postern.WebSocketListenerOptions;
import io.postern.internal.config.MadeListeners;
import io.postern.internal.listener.NettyListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The application's listeners by their names: those that configuration makes, and those that it
 * makes itself while it starts. Thread-safe.
 */
final class Listeners implements WebSocketListenerFactory {

    private final Map<String, NettyListener> all = new LinkedHashMap<>();
    private final Map<String, WebSocketListenerOptions> made = new LinkedHashMap<>();
    private Set<String> produced = Set.of();
    private boolean started;

    /** The listener of this name, opened or not; one that nobody has made is a configured one. */
    synchronized NettyListener of(String name) {
        return all.computeIfAbsent(name, NettyListener::configured);
    }

    /** From now on listeners with these names may be made. */
    synchronized void expect(Set<String> names) {
        produced = Set.copyOf(names);
    }

    @Override
    public synchronized WebSocketListener create(String name, WebSocketListenerOptions options) {
        Objects.requireNonNull(options, "options");
        if (!produced.contains(name)) {
            throw new IllegalArgumentException(
                    "no producer of a %s is qualified with @Listener(\"%s\"); there are %s"
                            .formatted(WebSocketListener.class.getName(), name, produced));
        }
        if (started) {
            throw new IllegalStateException(
                    "listener '" + name + "' comes too late: the application has started");
        }
        if (made.putIfAbsent(name, options) != null) {
            throw new IllegalStateException(
                    "listener '%s' was made already; give its producer a scope, such as"
                                    .formatted(name)
                            + " @ApplicationScoped");
        }
        NettyListener listener = NettyListener.made(name);
        all.put(name, listener);
        return listener;
    }

    /** No more are made; returns those that have been. */
    synchronized List<NettyListener> started() {
        started = true;
        return made.keySet().stream().map(all::get).map(Objects::requireNonNull).toList();
    }

    /** What configuration has to know of those that the application makes. */
    synchronized MadeListeners made() {
        return new MadeListeners(produced, made);
    }

    synchronized List<NettyListener> all() {
        return List.copyOf(all.values());
    }
}
