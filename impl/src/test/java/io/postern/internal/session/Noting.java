package io.postern.internal.session;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an endpoint of a test inherits: it notes its session, its faults and how it was closed. */
public abstract class Noting {

    final List<Object> messages = new CopyOnWriteArrayList<>();
    final List<Throwable> faults = new CopyOnWriteArrayList<>();
    final List<String> closes = new CopyOnWriteArrayList<>();
    volatile Session session;

    @OnOpen
    public void open(Session opened) {
        session = opened;
    }

    @OnError
    public void fault(Throwable fault) {
        faults.add(fault);
    }

    @OnClose
    public void closed(CloseReason reason) {
        closes.add((reason.getCloseCode().getCode() + " " + reason.getReasonPhrase()).trim());
    }
}
