package io.postern.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** ClientHellos (RFC 8446 section 4.1.2) with what no client library would send. */
public final class RawHello {

    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int VERSION_AND_RANDOM = 34;

    private RawHello() {}

    /** What the JDK's client says first, which asks for no name. */
    public static byte[] withoutName(String protocol) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
        return first(engine);
    }

    private static byte[] first(SSLEngine engine) throws SSLException {
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] hello = new byte[record.flip().remaining()];
        record.get(hello);
        return hello;
    }

    /** The same with a server_name extension (RFC 6066 section 3) behind the others. */
    public static byte[] withName(String protocol, byte[] name) throws Exception {
        ByteBuf list = Unpooled.buffer();
        list.writeShort(3 + name.length).writeByte(0).writeShort(name.length).writeBytes(name);
        return withExtension(withoutName(protocol), 0, ByteBufUtil.getBytes(list));
    }

    /** A hello with one more extension behind the others. */
    public static byte[] withExtension(byte[] hello, int type, byte[] content) {
        int added = 4 + content.length;
        ByteBuf longer = Unpooled.buffer().writeBytes(hello);
        lengthen(longer, added);
        longer.writeShort(type).writeShort(content.length).writeBytes(content);
        return ByteBufUtil.getBytes(longer);
    }

    /** A hello less the extension of this type. */
    public static byte[] withoutExtension(byte[] hello, int type) {
        ByteBuf bytes = Unpooled.buffer().writeBytes(hello);
        int at = extensions(bytes) + 2;
        while (bytes.getUnsignedShort(at) != type) {
            at += 4 + bytes.getUnsignedShort(at + 2);
        }
        int removed = 4 + bytes.getUnsignedShort(at + 2);
        lengthen(bytes, -removed);
        ByteBuf shorter = Unpooled.buffer().writeBytes(bytes, 0, at);
        shorter.writeBytes(bytes, at + removed, hello.length - at - removed);
        return ByteBufUtil.getBytes(shorter);
    }

    private static void lengthen(ByteBuf hello, int by) {
        hello.setShort(3, hello.getUnsignedShort(3) + by);
        hello.setMedium(RECORD_HEADER + 1, hello.getUnsignedMedium(RECORD_HEADER + 1) + by);
        int extensions = extensions(hello);
        hello.setShort(extensions, hello.getUnsignedShort(extensions) + by);
    }

    /** Where the length of the extensions stands. */
    private static int extensions(ByteBuf hello) {
        int sessionId = RECORD_HEADER + HANDSHAKE_HEADER + VERSION_AND_RANDOM;
        int suites = sessionId + 1 + hello.getUnsignedByte(sessionId);
        int compression = suites + 2 + hello.getUnsignedShort(suites);
        return compression + 1 + hello.getUnsignedByte(compression);
    }
}
