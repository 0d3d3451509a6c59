package io.postern.internal.upgrade;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.postern.internal.config.UpgradeConfig;
import java.util.function.Consumer;

/** The upgrade of connections of one listener: from HTTP/1.1 to WebSocket, or a refusal. */
public final class Upgrade {

    private final UpgradeConfig config;
    private final UpgradeDecider decider;

    public Upgrade(UpgradeConfig config, EndpointRoutes routes) {
        this.config = config;
        this.decider = new UpgradeDecider(routes, new OriginPolicy(config.origins()));
    }

    /**
     * Reads one request from {@code channel} and answers it.
     *
     * @param decided told what was decided, on the channel's event loop, when the answer has been
     *     written. After {@link UpgradeDecision.Accept} reading is off and what arrived early is
     *     kept until {@link #finish}; after {@link UpgradeDecision.Refuse} the connection closes by
     *     itself
     */
    public void start(Channel channel, Consumer<UpgradeDecision> decided) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(
                new HttpRequestDecoder(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(config.maxHeaderSize())
                                .setMaxHeaderSize(config.maxHeaderSize())));
        pipeline.addLast(new HttpResponseEncoder());
        pipeline.addLast(new UpgradeHandler(decider, config.timeout(), decided));
    }

    /**
     * Ends the step: removes its handlers and hands what arrived behind the request to the handlers
     * that have been added since.
     */
    public void finish(Channel channel) {
        channel.pipeline().remove(HttpResponseEncoder.class);
        channel.pipeline().get(UpgradeHandler.class).handOver();
    }
}
