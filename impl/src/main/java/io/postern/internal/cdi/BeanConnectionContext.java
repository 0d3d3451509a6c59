package io.postern.internal.cdi;

import io.postern.Connection;
import io.postern.ConnectionClosed;
import io.postern.ConnectionOpened;
import io.postern.ConnectionScoped;
import io.postern.IdentityLapsing;
import io.postern.internal.endpoint.ConnectionContext;
import io.postern.internal.endpoint.Identity;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Surrounds the callbacks of one connection with its beans, and tells observers of its life. */
final class BeanConnectionContext implements ConnectionContext {

    private final ContainerServices services;
    private final Observers observers;
    private final Supplier<Identity> client;
    private final ConnectionBeans beans;

    /** Only callbacks touch it, and they never overlap. */
    private ContainerServices.@Nullable Caller caller;

    BeanConnectionContext(
            ContainerServices services,
            Observers observers,
            Supplier<Identity> client,
            Session session) {
        this.services = services;
        this.observers = observers;
        this.client = client;
        this.beans = new ConnectionBeans(session);
    }

    @Override
    public void run(Runnable callbacks) {
        services.run(callbacks);
    }

    @Override
    public void inRequest(Runnable callback) {
        services.inRequest(caller(client.get()), beans, callback);
    }

    @SuppressWarnings("ReferenceEquality") // an equal one may have other claims
    private ContainerServices.Caller caller(Identity now) {
        ContainerServices.Caller present = caller;
        if (present == null || present.identity() != now) {
            present = services.caller(now);
            caller = present;
        }
        return present;
    }

    @Override
    public void begin() {
        Session session = beans.session();
        observers.tell(session, true, Initialized.Literal.of(ConnectionScoped.class));
        observers.tell(new ConnectionOpened(listener(), session), true);
    }

    @Override
    public void end(CloseReason reason) {
        Session session = beans.session();
        observers.tell(new ConnectionClosed(listener(), session, reason), true);
        observers.tell(session, true, BeforeDestroyed.Literal.of(ConnectionScoped.class));
        beans.end();
        observers.tell(session, true, Destroyed.Literal.of(ConnectionScoped.class));
    }

    @Override
    public void lapsing(Duration grace) {
        observers.tell(new IdentityLapsing(listener(), beans.session(), grace), true);
    }

    private String listener() {
        return Connection.of(beans.session()).listener();
    }
}
