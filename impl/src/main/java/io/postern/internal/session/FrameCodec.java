package io.postern.internal.session;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * The handlers between bytes and frames. Those that send come first, for an endpoint may send while
 * it opens; those that receive come when it has opened and has said how large a message may be.
 *
 * @param deflate where it was agreed on
 */
record FrameCodec(Optional<PerMessageDeflate> deflate) {

    /** Adds, at the end, what turns frames into bytes. */
    void addOutbound(ChannelPipeline pipeline) {
        pipeline.addLast(new WebSocket13FrameEncoder(false));
        deflate.ifPresent(agreed -> pipeline.addLast(agreed.encoder()));
    }

    /**
     * Adds, in front of {@code handler}, what turns bytes into frames.
     *
     * @param core of the session that they are for
     */
    void addInbound(ChannelPipeline pipeline, String handler, SessionCore core) {
        SessionLimits limits = core.limits();
        int maxFrame = limits.maxFrame();
        pipeline.addBefore(handler, null, decoder(pipeline, maxFrame, core));
        // In front of inflation: a held frame is as small as it came.
        pipeline.addBefore(handler, null, new HeldFrames(core::hasRoom));
        // Behind those: a frame counts when its turn comes.
        pipeline.addBefore(
                handler,
                null,
                new FrameBudget(
                        core.gate(),
                        core.receiving().rates(),
                        core.channel().eventLoop().ticker().nanoTime()));
        deflate.ifPresent(
                agreed ->
                        pipeline.addBefore(
                                handler,
                                null,
                                new Inflation(
                                        agreed.clientKeepsContext(),
                                        () -> Math.max(maxFrame, limits.maxTextMessage()),
                                        () -> Math.max(maxFrame, limits.maxBinaryMessage()))));
        // Behind inflation: it is what the message says once it is inflated.
        pipeline.addBefore(handler, null, new TextValidation());
    }

    private FrameDecoder decoder(ChannelPipeline pipeline, int maxFrame, SessionCore core) {
        Duration time = core.receiving().messages().messageTimeout();
        return new FrameDecoder(
                decoding(maxFrame),
                core.lifeSigns(),
                new PeerDeadline(
                        core.gate(),
                        time,
                        () ->
                                pipeline.context(FrameDecoder.class)
                                        .fireExceptionCaught(SessionFault.overdue("frame", time))));
    }

    private WebSocketDecoderConfig decoding(int maxFrame) {
        // What cannot be compressed is sent somewhat larger than it is.
        long limit = deflate.isPresent() ? maxFrame + maxFrame / 1000L + 64 : maxFrame;
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength((int) Math.min(limit, Integer.MAX_VALUE))
                .allowExtensions(deflate.isPresent())
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
    }
}
