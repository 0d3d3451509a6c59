/** What the integration tests share. */
@NullMarked
package io.postern.it.support;

import org.jspecify.annotations.NullMarked;
