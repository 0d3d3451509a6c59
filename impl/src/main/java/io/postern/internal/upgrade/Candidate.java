package io.postern.internal.upgrade;

import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_KEY;
import static io.postern.internal.upgrade.UpgradeLog.LOG;

import io.netty.handler.codec.http.HttpHeaders;
import io.postern.internal.endpoint.EffectiveConfigurator;
import io.postern.internal.identity.EntryDecision;
import io.postern.internal.session.Handshake;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A valid request that has found its endpoint: the rest is its configurator's, in the order that
 * the Javadoc of {@code modifyHandshake} gives.
 *
 * @param offers of the client
 * @param installed those that the endpoint may have
 */
record Candidate(
        HttpHeaders headers,
        RequestTarget target,
        EndpointRoutes.Match match,
        Offers offers,
        List<Extension> installed)
        implements Examined {

    /** Whether {@link #decide} runs methods of the application, which may block. */
    boolean asksApplication() {
        return configurator().asksApplication();
    }

    /** What was asked for, as the session will tell it. */
    Handshake.Target requested() {
        return new Handshake.Target(target.uri(), target.parameters(), match.parameters());
    }

    /** Asks the configurator about the page that connects; says why it may not. */
    Optional<Refuse> checkOrigin() {
        try {
            return ask("checkOrigin", () -> configurator().checkOrigin(origin()))
                    ? Optional.empty()
                    : Optional.of(Refuse.origin());
        } catch (ConfiguratorFault fault) {
            return Optional.of(failed(fault));
        }
    }

    /** Asks the configurator the rest, about a client that may enter. */
    UpgradeDecision decide(Peer peer, EntryDecision.Admitted admitted) {
        try {
            ServerEndpointConfig config = new ConnectionConfig(match.endpoint().config());
            Handshake handshake =
                    new Handshake(requested(), agreement(), config, admitted.identity());
            return accept(handshake, peer.as(admitted.identity()), admitted);
        } catch (ConfiguratorFault fault) {
            return failed(fault);
        } catch (RuntimeException e) {
            // A configuration or an extension may be a class of the application, too.
            configurator().faults().log(failures -> LOG.decisionFailed(e, failures));
            return Refuse.failed();
        }
    }

    /** Whatever it does wrong is logged and answered with 500. */
    private Refuse failed(ConfiguratorFault fault) {
        String method = configurator().applicationName() + "." + fault.getMessage();
        configurator()
                .faults()
                .log(faults -> LOG.configuratorFailed(fault.getCause(), method, faults));
        return Refuse.failed();
    }

    private EffectiveConfigurator configurator() {
        return match.endpoint().configurator();
    }

    /** Null without the header, as a client that is no browser sends it. */
    private @Nullable String origin() {
        List<String> origins = headers.getAll(ORIGIN);
        return origins.isEmpty() ? null : String.join(", ", origins);
    }

    private Handshake.Agreement agreement() {
        String subprotocol = subprotocol();
        List<Extension> chosen =
                ask(
                        "getNegotiatedExtensions",
                        () ->
                                configurator()
                                        .getNegotiatedExtensions(installed, offers.extensions()));
        try {
            ExtensionNegotiation extensions =
                    ExtensionNegotiation.of(
                            chosen == null ? List.of() : chosen, offers.extensions(), installed);
            return new Handshake.Agreement(
                    subprotocol, extensions.extensions(), extensions.deflate());
        } catch (IllegalArgumentException e) {
            throw new ConfiguratorFault("getNegotiatedExtensions: " + e.getMessage());
        } catch (RuntimeException e) {
            throw new ConfiguratorFault("getNegotiatedExtensions, whose answer is unusable", e);
        }
    }

    private String subprotocol() {
        List<String> requested = offers.subprotocols();
        List<String> supported = match.endpoint().config().getSubprotocols();
        String chosen =
                ask(
                        "getNegotiatedSubprotocol",
                        () -> configurator().getNegotiatedSubprotocol(supported, requested));
        if (chosen == null || chosen.isEmpty()) {
            return offers.otherwise();
        }
        if (!requested.contains(chosen)) {
            throw new ConfiguratorFault(
                    "getNegotiatedSubprotocol: the client did not ask for the subprotocol that it"
                            + " chose (RFC 6455 section 4.2.2)");
        }
        return chosen;
    }

    private Accept accept(Handshake handshake, Peer peer, EntryDecision.Admitted admitted) {
        String key = WebSocketKey.accept(headers.get(SEC_WEBSOCKET_KEY));
        Accept accept =
                new Accept(
                        match.endpoint(),
                        handshake,
                        key,
                        admitted.headers(),
                        admitted.identifiedBy());
        if (!asksApplication()) {
            return accept;
        }
        ReceivedRequest request = new ReceivedRequest(headers, handshake.target(), peer);
        ProposedResponse response = new ProposedResponse(UpgradeResponses.accept(accept).headers());
        ask(
                "modifyHandshake",
                () -> {
                    configurator().modifyHandshake(handshake.config(), request, response);
                    return handshake;
                });
        try {
            return accept.with(response.additions());
        } catch (IllegalArgumentException e) {
            throw new ConfiguratorFault("modifyHandshake: " + e.getMessage());
        }
    }

    /** Whatever the application throws, an error included, concerns this request alone. */
    private static <T> T ask(String method, Supplier<T> call) {
        try {
            return call.get();
        } catch (Throwable failure) {
            throw new ConfiguratorFault(method + ", which failed", failure);
        }
    }
}
