/** Tomcat, embedded, serving the endpoints of the benchmarks. */
@NullMarked
package io.postern.benchmarks.tomcat;

import org.jspecify.annotations.NullMarked;
