package io.postern.internal.session;

import io.postern.internal.config.SessionConfig;
import io.postern.internal.endpoint.CallbackContext;
import java.util.concurrent.Executor;

/**
 * What all sessions of a listener share.
 *
 * @param workers run application code
 * @param context surrounds application code
 */
record SessionServices(
        SessionConfig config,
        ListenerContainer container,
        SessionRegistry registry,
        Executor workers,
        CallbackContext context) {}
