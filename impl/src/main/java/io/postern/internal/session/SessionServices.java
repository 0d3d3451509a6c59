package io.postern.internal.session;

import io.postern.internal.config.SessionConfig;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.endpoint.Workers;

/**
 * What all sessions of a listener share.
 *
 * @param listener its name
 * @param workers run application code
 * @param context surrounds application code
 */
record SessionServices(
        String listener,
        SessionConfig config,
        ListenerContainer container,
        SessionRegistry registry,
        Workers workers,
        CallbackContext context) {}
