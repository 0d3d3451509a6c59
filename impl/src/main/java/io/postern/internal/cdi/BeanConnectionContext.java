package io.postern.internal.cdi;

import io.postern.Connection;
import io.postern.ConnectionClosed;
import io.postern.ConnectionOpened;
import io.postern.ConnectionScoped;
import io.postern.internal.endpoint.ConnectionContext;
import io.postern.internal.endpoint.Identity;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;

/** Surrounds the callbacks of one connection with its beans, and tells observers of its life. */
final class BeanConnectionContext implements ConnectionContext {

    private final ContainerServices services;
    private final Observers observers;
    private final Identity identity;
    private final ConnectionBeans beans;

    BeanConnectionContext(
            ContainerServices services, Observers observers, Identity identity, Session session) {
        this.services = services;
        this.observers = observers;
        this.identity = identity;
        this.beans = new ConnectionBeans(session);
    }

    @Override
    public void run(Runnable callbacks) {
        services.run(callbacks);
    }

    @Override
    public void inRequest(Runnable callback) {
        services.inRequest(identity, beans, callback);
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

    private String listener() {
        return Connection.of(beans.session()).listener();
    }
}
