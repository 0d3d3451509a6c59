package io.postern.internal.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A TLS 1.3 client that is about to send its part of the handshake, and sends there whatever a test
 * wants (RFC 8446 section 4.4).
 */
final class ForgedTls13 implements AutoCloseable {

    static final int CERTIFICATE = 11;
    static final int COMPRESSED_CERTIFICATE = 25;

    private static final int FINISHED = 20;
    private static final int AES_128_GCM_SHA256 = 0x1301;
    private static final int KEY_SHARE = 51;
    private static final int MOST_IN_A_RECORD = 1 << 14;

    private final ForgedWire wire;
    private final TrafficKeys mine;
    private final TrafficKeys theirs;

    private ForgedTls13(ForgedWire wire) throws IOException, GeneralSecurityException {
        this.wire = wire;
        byte[] hello =
                ForgedWire.hello(
                        ForgedWire.random(),
                        AES_128_GCM_SHA256,
                        ForgedWire.extension(43, HexFormat.of().parseHex("020304")),
                        ForgedWire.extension(10, HexFormat.of().parseHex("00020017")),
                        ForgedWire.extension(13, HexFormat.of().parseHex("000404030804")),
                        ForgedWire.extension(KEY_SHARE, shares(wire.share())));
        wire.said(hello);
        wire.write(ForgedWire.HANDSHAKE, hello);
        byte[] serverHello = wire.read().body();
        wire.said(serverHello);
        byte[] zeros = new byte[32];
        byte[] early = TrafficKeys.hmac(zeros, zeros);
        byte[] agreed = wire.agree(share(Unpooled.wrappedBuffer(serverHello)));
        byte[] handshake =
                TrafficKeys.hmac(TrafficKeys.derive(early, "derived", new byte[0]), agreed);
        mine = new TrafficKeys(TrafficKeys.derive(handshake, "c hs traffic", wire.transcript()));
        readFlight(
                new TrafficKeys(TrafficKeys.derive(handshake, "s hs traffic", wire.transcript())));
        byte[] master =
                TrafficKeys.hmac(TrafficKeys.derive(handshake, "derived", new byte[0]), zeros);
        theirs = new TrafficKeys(TrafficKeys.derive(master, "s ap traffic", wire.transcript()));
    }

    /** Connects, and has read the server's part up to its Finished. */
    static ForgedTls13 connect(TestListener listener) throws Exception {
        ForgedWire wire = new ForgedWire(listener);
        try {
            return new ForgedTls13(wire);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private static byte[] shares(byte[] share) {
        ByteBuf shares = Unpooled.buffer().writeShort(4 + share.length);
        shares.writeShort(0x0017).writeShort(share.length).writeBytes(share);
        return ByteBufUtil.getBytes(shares);
    }

    /** The server's, out of its hello. */
    private static byte[] share(ByteBuf hello) {
        hello.skipBytes(4 + 2 + 32);
        hello.skipBytes(hello.readUnsignedByte());
        hello.skipBytes(2 + 1 + 2);
        while (hello.readUnsignedShort() != KEY_SHARE) {
            hello.skipBytes(hello.readUnsignedShort());
        }
        hello.skipBytes(2 + 2);
        return ByteBufUtil.getBytes(hello.readSlice(hello.readUnsignedShort()));
    }

    private void readFlight(TrafficKeys keys) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream flight = new ByteArrayOutputStream();
        while (!endsWithFinished(Unpooled.wrappedBuffer(flight.toByteArray()))) {
            ForgedWire.Piece piece = wire.read();
            if (piece.type() == ForgedWire.APPLICATION_DATA) {
                byte[] inner = keys.open(piece.body());
                flight.write(inner, 0, inner.length - 1);
            }
        }
        wire.said(flight.toByteArray());
    }

    private static boolean endsWithFinished(ByteBuf flight) {
        int last = -1;
        while (flight.readableBytes() >= 4) {
            last = flight.readUnsignedByte();
            int length = flight.readUnsignedMedium();
            if (flight.readableBytes() < length) {
                return false;
            }
            flight.skipBytes(length);
        }
        return last == FINISHED;
    }

    /** Sends bytes as the content of encrypted handshake records. */
    void send(byte[] message) throws IOException, GeneralSecurityException {
        wire.said(message);
        for (int from = 0; from < message.length; from += MOST_IN_A_RECORD) {
            int to = Math.min(message.length, from + MOST_IN_A_RECORD);
            byte[] part = Arrays.copyOfRange(message, from, to);
            wire.write(ForgedWire.APPLICATION_DATA, mine.seal(ForgedWire.HANDSHAKE, part));
        }
    }

    /** Sends the Finished that the server expects after what was sent. */
    void finish() throws IOException, GeneralSecurityException {
        send(ForgedWire.message(FINISHED, mine.finished(wire.transcript())));
    }

    /** Reads up to an alert, which is what the server has to say, and gives its description. */
    int readAlert() throws IOException, GeneralSecurityException {
        while (true) {
            ForgedWire.Piece piece = wire.read();
            if (piece.type() == ForgedWire.APPLICATION_DATA) {
                byte[] inner = theirs.open(piece.body());
                if (inner[inner.length - 1] == ForgedWire.ALERT) {
                    return inner[1];
                }
            }
        }
    }

    /** Waits until the listener has closed the connection, with or without an alert. */
    void awaitClosed() throws IOException {
        wire.awaitClosed();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
