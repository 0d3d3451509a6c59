package io.postern.internal.extension;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Headers of the PROXY protocol (its specification, sections 2.1 and 2.2), a char for a byte. */
public final class ProxyHeader {

    static final String V2_SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

    private static final byte[] PROXY = {127, 0, 0, 1};

    private ProxyHeader() {}

    /** Of a client with an IPv4 address, as text. */
    public static String v1(InetSocketAddress client) {
        return "PROXY TCP4 %s 127.0.0.1 %d 8444\r\n"
                .formatted(client.getAddress().getHostAddress(), client.getPort());
    }

    /** Of a client with an IPv4 address, in binary. */
    public static String v2(InetSocketAddress client) {
        ByteBuffer addresses =
                ByteBuffer.allocate(12)
                        .put(client.getAddress().getAddress())
                        .put(PROXY)
                        .putShort((short) client.getPort())
                        .putShort((short) 8444);
        // Version 2 and command PROXY, TCP over IPv4, 12 bytes of addresses.
        return V2_SIGNATURE + "\u0021\u0011\0\u000c" + new String(addresses.array(), ISO_8859_1);
    }

    /** Of a proxy that looks whether the port answers, in binary. */
    static String local() {
        return V2_SIGNATURE + "\u0020\0\0\0";
    }
}
