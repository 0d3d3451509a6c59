package io.postern.it.app;

import io.postern.Listener;
import io.postern.WebSocketListener;
import io.postern.WebSocketListenerFactory;
import io.postern.WebSocketListenerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes a listener in code, with a certificate out of the application. */
@ApplicationScoped
public class MadeInCode {

    @Produces
    @ApplicationScoped
    @Listener("made")
    WebSocketListener made(WebSocketListenerFactory listeners) {
        return listeners.create(
                "made",
                WebSocketListenerOptions.builder()
                        .port(0)
                        .option("tls.key-store.pem.cert", "classpath:tls/made.crt")
                        .option("tls.key-store.pem.key", "classpath:tls/made.key")
                        .build());
    }
}
