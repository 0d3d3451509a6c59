package io.postern.examples.chat;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** What the page is told. */
final class Events {
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private Events() {}

    /** To the one who enters: the name they got, who is here, what was said before. */
    static JsonObject welcome(String you, Collection<String> here, Collection<JsonObject> history) {
        return event("welcome", you)
                .add("here", JSON.createArrayBuilder(here))
                .add("history", JSON.createArrayBuilder(history))
                .build();
    }

    static JsonObject joined(String name) {
        return event("joined", name).build();
    }

    static JsonObject left(String name) {
        return event("left", name).build();
    }

    static JsonObject said(String name, String text, Instant at) {
        return event("said", name).add("text", text).add("at", at.toString()).build();
    }

    private static JsonObjectBuilder event(String type, String name) {
        return JSON.createObjectBuilder().add("type", type).add("name", name);
    }
}
