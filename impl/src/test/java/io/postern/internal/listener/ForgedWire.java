package io.postern.internal.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * A TCP connection on which a test speaks TLS by itself, since no client library says what it wants
 * to say: records, the key agreement with P-256, and what was said so far. It trusts everybody and
 * verifies nothing.
 */
final class ForgedWire implements AutoCloseable {

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int COORDINATE = 32;

    /**
     * A record.
     *
     * @param body as it was on the wire
     */
    record Piece(int type, byte[] body) {}

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final KeyPair keys = FaultyCertificate.keys("EC", 256);
    private final ByteArrayOutputStream transcript = new ByteArrayOutputStream();

    ForgedWire(TestListener listener) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", listener.port()), TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    void write(int type, byte[] body) throws IOException {
        ByteBuf record = Unpooled.buffer().writeByte(type).writeShort(0x0303);
        record.writeShort(body.length).writeBytes(body);
        socket.getOutputStream().write(ByteBufUtil.getBytes(record));
        socket.getOutputStream().flush();
    }

    Piece read() throws IOException {
        int type = in.readUnsignedByte();
        in.readUnsignedShort();
        byte[] body = new byte[in.readUnsignedShort()];
        in.readFully(body);
        return new Piece(type, body);
    }

    /** Fails if the listener has not closed the connection after ten seconds. */
    void awaitClosed() throws IOException {
        try {
            in.readAllBytes();
        } catch (SocketException reset) {
            // Closed as well.
        }
    }

    /** Both sides' handshake messages go here, in their order. */
    void said(byte[] message) {
        transcript.writeBytes(message);
    }

    byte[] transcript() {
        return transcript.toByteArray();
    }

    /** The client's public key, uncompressed (RFC 8422 section 5.4.1). */
    byte[] share() {
        ECPoint point = ((ECPublicKey) keys.getPublic()).getW();
        ByteBuf share = Unpooled.buffer().writeByte(4);
        share.writeBytes(coordinate(point.getAffineX())).writeBytes(coordinate(point.getAffineY()));
        return ByteBufUtil.getBytes(share);
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[COORDINATE];
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, padded, COORDINATE - length, length);
        return padded;
    }

    /** The secret shared with the owner of this public key. */
    byte[] agree(byte[] share) throws GeneralSecurityException {
        int middle = 1 + COORDINATE;
        ECPoint point =
                new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(share, 1, middle)),
                        new BigInteger(1, Arrays.copyOfRange(share, middle, share.length)));
        ECPublicKeySpec theirs =
                new ECPublicKeySpec(point, ((ECPublicKey) keys.getPublic()).getParams());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(KeyFactory.getInstance("EC").generatePublic(theirs), true);
        return agreement.generateSecret();
    }

    static byte[] random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return random;
    }

    /** A handshake message (RFC 8446 section 4). */
    static byte[] message(int type, byte[] body) {
        ByteBuf message = Unpooled.buffer().writeByte(type).writeMedium(body.length);
        return ByteBufUtil.getBytes(message.writeBytes(body));
    }

    /** A ClientHello with one cipher suite. */
    static byte[] hello(byte[] random, int suite, byte[]... extensions) {
        ByteBuf hello = Unpooled.buffer().writeShort(0x0303).writeBytes(random).writeByte(0);
        hello.writeShort(2).writeShort(suite).writeByte(1).writeByte(0);
        hello.writeShort(Arrays.stream(extensions).mapToInt(e -> e.length).sum());
        for (byte[] extension : extensions) {
            hello.writeBytes(extension);
        }
        return message(1, ByteBufUtil.getBytes(hello));
    }

    static byte[] extension(int type, byte[] content) {
        ByteBuf extension = Unpooled.buffer().writeShort(type).writeShort(content.length);
        return ByteBufUtil.getBytes(extension.writeBytes(content));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
