package io.postern.internal.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.postern.internal.config.EntryRules;
import io.postern.internal.config.OriginRules;
import io.postern.internal.config.SocketConfig;
import io.postern.internal.endpoint.DeployedEndpoint;
import io.postern.internal.endpoint.Identity;
import io.postern.internal.identity.EntryDecision;
import io.postern.internal.session.NamedExtension;
import io.postern.internal.session.PerMessageDeflate;
import io.postern.internal.upgrade.UpgradeDecision.Accept;
import io.postern.internal.upgrade.UpgradeDecision.Refuse;
import jakarta.websocket.Extension;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides about requests on the calling thread, with {@code wss.origins=same-host}. */
final class Decisions {

    static final Extension DEFLATE = new NamedExtension(PerMessageDeflate.NAME, List.of());

    private static final EntryRules RULES =
            EntryRules.of(OriginRules.of("same-host"), SocketConfig.NO_LIMIT);

    private final UpgradeDecider decider;

    private Decisions(EndpointRoutes routes, EntryRules rules, Extension... installed) {
        decider = new UpgradeDecider(routes, rules, List.of(installed));
    }

    static Decisions of(Class<?>... endpoints) {
        return new Decisions(Endpoints.routes("/", endpoints), RULES);
    }

    static Decisions by(EntryRules rules, Class<?> endpoint) {
        return new Decisions(Endpoints.routes("/", endpoint), rules);
    }

    static Decisions of(DeployedEndpoint endpoint, Extension... installed) {
        return new Decisions(new EndpointRoutes("/", List.of(endpoint)), RULES, installed);
    }

    UpgradeDecision decide(HttpRequest request) {
        Examined examined = decider.examine(request, Optional.empty());
        return examined instanceof Candidate candidate ? decide(candidate) : (Refuse) examined;
    }

    private static UpgradeDecision decide(Candidate candidate) {
        Optional<Refuse> refused = candidate.checkOrigin();
        return refused.isPresent()
                ? refused.get()
                : candidate.decide(
                        Peer.of(new EmbeddedChannel(), SecuredPeer.ANONYMOUS),
                        new EntryDecision.Admitted(Identity.NONE, Optional.empty(), Map.of()));
    }

    Accept accept(HttpRequest request) {
        UpgradeDecision decision = decide(request);
        assertThat(decision).isInstanceOf(Accept.class);
        return (Accept) decision;
    }

    Refuse refuse(HttpRequest request) {
        UpgradeDecision decision = decide(request);
        assertThat(decision).isInstanceOf(Refuse.class);
        return (Refuse) decision;
    }
}
