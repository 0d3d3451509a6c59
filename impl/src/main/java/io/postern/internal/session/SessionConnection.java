package io.postern.internal.session;

import io.postern.Connection;
import io.postern.PeerIdentity;
import jakarta.websocket.Session;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a session tells of its connection, also when it is closed. */
abstract class SessionConnection implements Session, Connection {

    private final SessionCore core;
    private final String listener;
    private final SocketAddress local;
    private final SocketAddress remote;
    private final SessionIdentity identity;
    private final Instant opened = Instant.now();

    SessionConnection(SessionCore core, String listener, SessionIdentity identity) {
        this.core = core;
        this.listener = listener;
        this.identity = identity;
        this.local = core.channel().localAddress();
        this.remote = PeerAddress.of(core.channel());
    }

    @Override
    public final String id() {
        return core.id();
    }

    @Override
    public final String listener() {
        return listener;
    }

    @Override
    public final InetSocketAddress localAddress() {
        return (InetSocketAddress) local;
    }

    @Override
    public final InetSocketAddress remoteAddress() {
        return (InetSocketAddress) remote;
    }

    @Override
    public final Optional<Duration> roundTrip() {
        return core.lifeSigns().roundTrip();
    }

    @Override
    public final Instant opened() {
        return opened;
    }

    @Override
    public final Optional<PeerIdentity> identity() {
        return identity.get().peer();
    }

    @Override
    public final void identify(PeerIdentity renewed) {
        identity.renew(renewed);
    }

    @Override
    public final void revoke(String reason) {
        identity.revoke(reason);
    }

    /** Who the client is, and when that ends. */
    final SessionIdentity client() {
        return identity;
    }
}
