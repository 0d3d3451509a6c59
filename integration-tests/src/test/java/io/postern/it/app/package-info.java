/** Applications under test: these classes go into WARs and run in the server. */
@NullMarked
package io.postern.it.app;

import org.jspecify.annotations.NullMarked;
