package io.postern.examples.chat;

import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One room. Its lock is held while events go out, so that everyone sees the same order. */
class Room {
    static final int HISTORY = 50;
    private static final Logger LOG = System.getLogger(Room.class.getName());

    private final Map<String, User> usersById = new LinkedHashMap<>();
    private final Deque<JsonObject> history = new ArrayDeque<>();

    synchronized void enter(User newcomer) {
        User user = newcomer.withName(freeName(newcomer.name()));
        tellAll(Events.joined(user.name()));
        usersById.put(user.id(), user);
        tell(user, Events.welcome(user.name(), names(), history).toString());
    }

    synchronized void say(String userId, String text) {
        User user = usersById.get(userId);
        if (user == null) {
            return; // refused or gone while the message was on its way
        }
        JsonObject said = Events.said(user.name(), text, Instant.now());
        history.addLast(said);
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
        tellAll(said);
    }

    /** Returns whether the room is empty now. */
    synchronized boolean leave(String userId) {
        User user = usersById.remove(userId);
        if (user != null) {
            tellAll(Events.left(user.name()));
        }
        return usersById.isEmpty();
    }

    /** A second Ann becomes Ann 2: after a lost connection the first may still be listed. */
    private String freeName(String name) {
        String free = name;
        for (int n = 2; names().contains(free); n++) {
            free = name + " " + n;
        }
        return free;
    }

    private List<String> names() {
        return usersById.values().stream().map(User::name).toList();
    }

    private void tellAll(JsonObject event) {
        String json = event.toString();
        // A copy, as a failing send may at once make its user leave.
        List.copyOf(usersById.values()).forEach(user -> tell(user, json));
    }

    private static void tell(User user, String json) {
        try {
            user.outbox().accept(json);
        } catch (RuntimeException vanished) { // the others must still hear it
            LOG.log(Level.DEBUG, "Not sent to " + user.id(), vanished);
        }
    }
}
