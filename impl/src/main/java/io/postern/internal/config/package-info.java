/**
 * The configuration of a deployment and its listeners: read once from MicroProfile Config, checked,
 * and handed on as immutable records. Every step of a connection may use this package; it uses none
 * of them.
 *
 * <p>{@link io.postern.internal.config.ConfigReader} is the way in. Threads: all types are
 * immutable; the reader is used on the deployer's thread only.
 */
@NullMarked
package io.postern.internal.config;

import org.jspecify.annotations.NullMarked;
