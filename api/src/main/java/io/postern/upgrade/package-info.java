/**
 * The upgrade as an application takes part in it: who may open a session at which endpoint, and
 * under which name.
 */
@NullMarked
package io.postern.upgrade;

import org.jspecify.annotations.NullMarked;
