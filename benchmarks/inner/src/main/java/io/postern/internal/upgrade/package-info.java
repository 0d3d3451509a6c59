/** Measures pieces of the package of this name from inside. */
@NullMarked
package io.postern.internal.upgrade;

import org.jspecify.annotations.NullMarked;
