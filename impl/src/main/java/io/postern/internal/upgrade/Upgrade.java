package io.postern.internal.upgrade;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.postern.internal.config.UpgradeConfig;
import io.postern.internal.endpoint.CallbackContext;
import io.postern.internal.identity.Entry;
import io.postern.internal.session.PerMessageDeflate;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import jakarta.websocket.Extension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The upgrade of connections of one listener: from HTTP/1.1 to WebSocket, or a refusal. */
public final class Upgrade {

    private final UpgradeConfig config;
    private final Parts parts;

    /** What decides, one after the other. */
    record Parts(UpgradeDecider decider, Deliberation deliberation, Gate gate) {}

    /**
     * @param entry who may enter
     * @param workers run application code
     * @param context surrounds application code
     */
    public Upgrade(
            UpgradeConfig config,
            EndpointRoutes routes,
            Entry entry,
            Executor workers,
            CallbackContext context) {
        this.config = config;
        List<Extension> installed = PerMessageDeflate.installed(config.compression());
        this.parts =
                new Parts(
                        new UpgradeDecider(routes, config.entry(), installed),
                        new Deliberation(entry, workers, context),
                        new Gate(config.entry().maxSessionsPerPrincipal()));
    }

    /**
     * Reads one request from {@code channel} and answers it.
     *
     * @param peer what the TLS handshake has found out
     * @param decided told what was decided, on the channel's event loop, when the answer has been
     *     written. After {@link UpgradeDecision.Accept} reading is off and what arrived early is
     *     kept until {@link #finish}; after {@link UpgradeDecision.Refuse} the connection closes by
     *     itself
     */
    public void start(Channel channel, SecuredPeer peer, Consumer<UpgradeDecision> decided) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(
                new HttpRequestDecoder(
                        new HttpDecoderConfig()
                                .setMaxInitialLineLength(config.maxHeaderSize())
                                .setMaxHeaderSize(config.maxHeaderSize())));
        pipeline.addLast(new HttpResponseEncoder());
        pipeline.addLast(new UpgradeHandler(parts, config.timeout(), peer, decided));
    }

    /**
     * Every request is refused from now on: 503.
     *
     * @param retryAfter what clients are told
     */
    public void drain(Duration retryAfter) {
        parts.gate().close(Refuse.draining(retryAfter));
    }

    /** The answer has been the last of HTTP: what is sent from now on are frames. */
    public void leaveHttp(Channel channel) {
        channel.pipeline().remove(HttpResponseEncoder.class);
    }

    /**
     * Ends the step: hands what arrived behind the request to the handlers that have been added
     * since.
     */
    public void finish(Channel channel) {
        channel.pipeline().get(UpgradeHandler.class).handOver();
    }
}
