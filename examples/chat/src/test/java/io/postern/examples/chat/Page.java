package io.postern.examples.chat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one user's page has received. */
final class Page {
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final User user;

    Page(String name) {
        user = new User("connection-of-" + name, name, received::add);
    }

    User user() {
        return user;
    }

    List<String> received() {
        return received;
    }

    JsonObject last() {
        return read(received.get(received.size() - 1));
    }

    List<String> types() {
        return received.stream().map(event -> read(event).getString("type")).toList();
    }

    private static JsonObject read(String event) {
        try (var reader = Json.createReader(new StringReader(event))) {
            return reader.readObject();
        }
    }
}
