package io.postern.examples.chat;

import java.util.function.Consumer;

/**
 * Someone who is here.
 *
 * @param id the connection's
 * @param name shown to the others
 * @param outbox takes one JSON text for this user's page; must not block
 */
record User(String id, String name, Consumer<String> outbox) {
    User withName(String other) {
        return new User(id, other, outbox);
    }
}
