package io.postern.internal.upgrade;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/** Opening handshakes: as the HTTP decoder hands them on, and as they lie on the wire. */
final class Requests {

    /** The sample key of RFC 6455 section 1.3. */
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private Requests() {}

    /** A valid one. */
    static HttpRequest upgrade(String target) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target);
        request.headers()
                .set("Host", "localhost:8444")
                .set("Upgrade", "websocket")
                .set("Connection", "Upgrade")
                .set("Sec-WebSocket-Version", "13")
                .set("Sec-WebSocket-Key", KEY);
        return request;
    }

    /** A valid one with these header lines besides, as {@code Name: value}. */
    static String wire(String target, String... headers) {
        return ("GET " + target + " HTTP/1.1\r\n")
                + "Host: localhost:8444\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + ("Sec-WebSocket-Key: " + KEY + "\r\n")
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                + "\r\n";
    }
}
