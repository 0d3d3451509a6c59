package io.postern.examples.chat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All rooms, and the rules for entering and speaking. A room lives while someone is in it. */
@ApplicationScoped
public class Rooms {
    static final int MAX_ROOMS = 100;
    static final int MAX_TEXT = 1000;
    private static final Pattern ROOM_NAME = Pattern.compile("[a-z0-9-]{1,30}");
    private static final Pattern USER_NAME =
            Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N} ._'-]{0,19}");

    private final Map<String, Room> roomsByName = new HashMap<>();

    public synchronized void enter(String roomName, User user) {
        require(
                ROOM_NAME.matcher(roomName).matches(),
                "A room's name is 1 to 30 of a-z, 0-9 and the hyphen.");
        require(
                USER_NAME.matcher(user.name()).matches(),
                "A name is 1 to 20 letters, digits, spaces or ._'- and starts with a letter.");
        require(
                roomsByName.containsKey(roomName) || roomsByName.size() < MAX_ROOMS,
                "All " + MAX_ROOMS + " rooms are in use. Please enter one that exists.");
        roomsByName.computeIfAbsent(roomName, name -> new Room()).enter(user);
    }

    public void say(String roomName, String userId, String text) {
        require(
                !text.isBlank() && text.length() <= MAX_TEXT,
                "A message is 1 to " + MAX_TEXT + " characters, and not only spaces.");
        Room room = find(roomName);
        if (room != null) {
            room.say(userId, text);
        }
    }

    public synchronized void leave(String roomName, String userId) {
        Room room = find(roomName);
        if (room != null && room.leave(userId)) {
            roomsByName.remove(roomName);
        }
    }

    private synchronized @Nullable Room find(String roomName) {
        return roomsByName.get(roomName);
    }

    private static void require(boolean met, String rule) {
        if (!met) {
            throw new RefusedException(rule);
        }
    }
}
