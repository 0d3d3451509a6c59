package io.postern.internal.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A TLS 1.2 client that has never heard of renegotiation_info (RFC 5746), with
 * TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 (RFC 5246 section 7, RFC 5288).
 */
final class ForgedTls12 implements AutoCloseable {

    private static final int ECDHE_ECDSA_AES_128_GCM_SHA256 = 0xc02b;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    private static final int FINISHED = 20;
    private static final int EXPLICIT_NONCE = 8;
    private static final int TAG = 16;

    private final ForgedWire wire;
    private byte[] serverRandom = {};
    private byte[] serverShare = {};
    private byte[] keys = {};
    private long sent;
    private long received;

    private ForgedTls12(ForgedWire wire) {
        this.wire = wire;
    }

    /** Connects and finishes a handshake. */
    static ForgedTls12 connect(TestListener listener) throws Exception {
        ForgedTls12 client = new ForgedTls12(new ForgedWire(listener));
        try {
            client.handshake();
            return client;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static byte[] hello(byte[] random) {
        return ForgedWire.hello(
                random,
                ECDHE_ECDSA_AES_128_GCM_SHA256,
                ForgedWire.extension(10, HexFormat.of().parseHex("00020017")),
                ForgedWire.extension(11, HexFormat.of().parseHex("0100")),
                ForgedWire.extension(13, HexFormat.of().parseHex("00020403")));
    }

    private void handshake() throws IOException, GeneralSecurityException {
        byte[] random = ForgedWire.random();
        say(hello(random));
        while (!hear(Unpooled.wrappedBuffer(wire.read().body()))) {
            // not yet ServerHelloDone
        }
        byte[] master =
                prf(wire.agree(serverShare), "master secret", concat(random, serverRandom), 48);
        keys = prf(master, "key expansion", concat(serverRandom, random), 40);
        byte[] share = wire.share();
        ByteBuf exchange = Unpooled.buffer().writeByte(share.length).writeBytes(share);
        say(ForgedWire.message(CLIENT_KEY_EXCHANGE, ByteBufUtil.getBytes(exchange)));
        wire.write(ForgedWire.CHANGE_CIPHER_SPEC, new byte[] {1});
        byte[] hash = TrafficKeys.sha256(wire.transcript());
        byte[] finished = prf(master, "client finished", hash, 12);
        send(ForgedWire.HANDSHAKE, ForgedWire.message(FINISHED, finished));
        while (wire.read().type() != ForgedWire.CHANGE_CIPHER_SPEC) {
            // a ticket, which is of no interest
        }
        read(ForgedWire.HANDSHAKE);
    }

    private void say(byte[] message) throws IOException {
        wire.said(message);
        wire.write(ForgedWire.HANDSHAKE, message);
    }

    /** Whether the server has said all that it says at first. */
    private boolean hear(ByteBuf messages) {
        boolean done = false;
        wire.said(ByteBufUtil.getBytes(messages));
        while (messages.isReadable()) {
            int type = messages.readUnsignedByte();
            ByteBuf body = messages.readSlice(messages.readUnsignedMedium());
            if (type == 2) {
                serverRandom = ByteBufUtil.getBytes(body, 2, 32);
            } else if (type == SERVER_KEY_EXCHANGE) {
                serverShare = ByteBufUtil.getBytes(body, 4, body.getUnsignedByte(3));
            }
            done |= type == SERVER_HELLO_DONE;
        }
        return done;
    }

    /** Asks for another handshake as was done before RFC 5746. */
    void renegotiate() throws IOException, GeneralSecurityException {
        send(ForgedWire.HANDSHAKE, hello(ForgedWire.random()));
    }

    void send(int type, byte[] content) throws IOException, GeneralSecurityException {
        byte[] nonce = ByteBufUtil.getBytes(Unpooled.buffer().writeLong(sent));
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, 0, nonce);
        cipher.updateAAD(header(sent++, type, content.length));
        wire.write(type, concat(nonce, cipher.doFinal(content)));
    }

    /** The content of the next record, which has to be of this type. */
    byte[] read(int type) throws IOException, GeneralSecurityException {
        ForgedWire.Piece piece = wire.read();
        if (piece.type() != type) {
            throw new IOException("expected a record of type " + type + ", got " + piece.type());
        }
        byte[] nonce = Arrays.copyOf(piece.body(), EXPLICIT_NONCE);
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, 1, nonce);
        int length = piece.body().length - EXPLICIT_NONCE;
        cipher.updateAAD(header(received++, type, length - TAG));
        return cipher.doFinal(piece.body(), EXPLICIT_NONCE, length);
    }

    /**
     * Of the key block, two keys of 16 bytes stand before two salts of 4.
     *
     * @param side 0 for the client's, 1 for the server's
     */
    private Cipher cipher(int mode, int side, byte[] nonce) throws GeneralSecurityException {
        byte[] salt = Arrays.copyOfRange(keys, 32 + 4 * side, 36 + 4 * side);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(keys, 16 * side, 16, "AES"),
                new GCMParameterSpec(8 * TAG, concat(salt, nonce)));
        return cipher;
    }

    private static byte[] header(long sequence, int type, int length) {
        ByteBuf header = Unpooled.buffer().writeLong(sequence).writeByte(type);
        return ByteBufUtil.getBytes(header.writeShort(0x0303).writeShort(length));
    }

    /** RFC 5246 section 5. */
    private static byte[] prf(byte[] secret, String label, byte[] seed, int length)
            throws GeneralSecurityException {
        byte[] text = concat(label.getBytes(US_ASCII), seed);
        ByteBuf output = Unpooled.buffer();
        byte[] a = text;
        while (output.readableBytes() < length) {
            a = TrafficKeys.hmac(secret, a);
            output.writeBytes(TrafficKeys.hmac(secret, concat(a, text)));
        }
        return ByteBufUtil.getBytes(output, 0, length);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Waits until the listener has closed the connection, with or without an alert. */
    void awaitClosed() throws IOException {
        wire.awaitClosed();
    }

    /** Sends a record that was not encrypted with the right keys. */
    void sendGarbage() throws IOException {
        wire.write(ForgedWire.APPLICATION_DATA, new byte[100]);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
