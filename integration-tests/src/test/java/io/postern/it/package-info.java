/** Postern inside a real server, seen by clients that share no code with it. */
@NullMarked
package io.postern.it;

import org.jspecify.annotations.NullMarked;
