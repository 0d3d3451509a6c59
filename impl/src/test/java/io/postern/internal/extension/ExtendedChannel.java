package io.postern.internal.extension;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.postern.ConnectionExtension;
import io.postern.RefusalReason;
import io.postern.internal.negotiation.NegotiationOutcome.Refused;
import io.postern.internal.session.PeerAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A connection of 192.0.2.7:4711 to 192.0.2.1:8444, led through extensions. */
final class ExtendedChannel extends EmbeddedChannel {

    private static final SocketAddress LOCAL = new InetSocketAddress("192.0.2.1", 8444);
    private static final SocketAddress PEER = new InetSocketAddress("192.0.2.7", 4711);

    private final List<Refused> refusals = new ArrayList<>();
    private int reads;

    private ExtendedChannel(Extensions extensions) {
        freezeTime();
        config().setAutoRead(false);
        extensions.apply(this, refusals::add);
        run();
    }

    static ExtendedChannel with(ConnectionExtension... extensions) {
        return of(new Extensions("test", Stream.of(extensions).map(NamedExtension::of).toList()));
    }

    static ExtendedChannel of(Extensions extensions) {
        return new ExtendedChannel(extensions);
    }

    ExtendedChannel send(String bytes) {
        return send(bytes.getBytes(ISO_8859_1));
    }

    ExtendedChannel send(byte... bytes) {
        writeInbound(alloc().buffer().writeBytes(bytes));
        return this;
    }

    /** What has come through to the next steps, altogether. */
    String through() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf next = readInbound(); next != null; next = readInbound()) {
            all.append(next.toString(ISO_8859_1));
            next.release();
        }
        return all.toString();
    }

    /** Why it was refused, once; then it is closed, and nothing was written. */
    RefusalReason reason() {
        return refusal().reason();
    }

    String detail() {
        return refusal().detail();
    }

    private Refused refusal() {
        if (refusals.size() != 1 || isOpen() || !outboundMessages().isEmpty()) {
            throw new AssertionError(
                    "expected one refusal and a closed channel: %s, open: %s, written: %s"
                            .formatted(refusals, isOpen(), outboundMessages()));
        }
        return refusals.get(0);
    }

    boolean isRefused() {
        return !refusals.isEmpty();
    }

    /** Those that are in the way of bytes. */
    List<ChannelHandler> handlers() {
        List<ChannelHandler> all = new ArrayList<>();
        pipeline().forEach(entry -> all.add(entry.getValue()));
        return all;
    }

    SocketAddress peer() {
        return PeerAddress.of(this);
    }

    /** Runs what has been given to the event loop. */
    void run() {
        runPendingTasks();
    }

    /** How often the socket was to be read. */
    int reads() {
        return reads;
    }

    @Override
    protected void doBeginRead() throws Exception {
        reads++;
        super.doBeginRead();
    }

    @Override
    protected SocketAddress localAddress0() {
        return LOCAL;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return PEER;
    }
}
