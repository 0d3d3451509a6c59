package io.postern.internal.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** ClientHellos (RFC 8446 section 4.1.2) with server names that no client library would send. */
final class RawHello {

    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int VERSION_AND_RANDOM = 34;

    private RawHello() {}

    /** What the JDK's client says first, which asks for no name. */
    static byte[] withoutName(String protocol) throws Exception {
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
    static byte[] withName(String protocol, byte[] name) throws Exception {
        byte[] hello = withoutName(protocol);
        ByteBuf body = Unpooled.wrappedBuffer(hello);
        int extensions = extensions(body);
        int added = 9 + name.length;
        ByteBuf longer = Unpooled.buffer();
        longer.writeBytes(body, 0, hello.length);
        longer.setShort(3, body.getUnsignedShort(3) + added);
        longer.setMedium(RECORD_HEADER + 1, body.getUnsignedMedium(RECORD_HEADER + 1) + added);
        longer.setShort(extensions, body.getUnsignedShort(extensions) + added);
        longer.writeShort(0).writeShort(5 + name.length).writeShort(3 + name.length);
        longer.writeByte(0).writeShort(name.length).writeBytes(name);
        return ByteBufUtil.getBytes(longer);
    }

    /** Where the length of the extensions stands. */
    private static int extensions(ByteBuf hello) {
        int sessionId = RECORD_HEADER + HANDSHAKE_HEADER + VERSION_AND_RANDOM;
        int suites = sessionId + 1 + hello.getUnsignedByte(sessionId);
        int compression = suites + 2 + hello.getUnsignedShort(suites);
        return compression + 1 + hello.getUnsignedByte(compression);
    }
}
