/** A chat with rooms: an endpoint, the rooms behind it, and the events that go to the page. */
@NullMarked
package io.postern.examples.chat;

import org.jspecify.annotations.NullMarked;
