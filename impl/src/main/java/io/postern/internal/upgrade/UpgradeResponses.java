package io.postern.internal.upgrade;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Turns decisions into responses. */
final class UpgradeResponses {

    private UpgradeResponses() {}

    static FullHttpResponse accept(UpgradeDecision.Accept accept) {
        FullHttpResponse response =
                response(HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept.acceptKey());
        String subprotocol = accept.handshake().subprotocol();
        if (!subprotocol.isEmpty()) {
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subprotocol);
        }
        String extensions =
                accept.handshake().extensions().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        if (!extensions.isEmpty()) {
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, extensions);
        }
        accept.additions().forEach((name, values) -> response.headers().set(name, values));
        return response;
    }

    static FullHttpResponse refuse(UpgradeDecision.Refuse refusal) {
        byte[] body = (refusal.body() + "\n").getBytes(StandardCharsets.US_ASCII);
        FullHttpResponse response = response(refusal.status(), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=us-ascii")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        refusal.headers().forEach((name, value) -> response.headers().set(name, value));
        if (refusal.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            // RFC 9110 section 15.5.22 wants Upgrade; RFC 6455 section 4.4 the version.
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.CONNECTION, "Upgrade, close")
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        }
        return response;
    }

    private static FullHttpResponse response(HttpResponseStatus status, ByteBuf body) {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
    }
}
