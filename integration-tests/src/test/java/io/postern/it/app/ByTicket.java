package io.postern.it.app;

import io.postern.ConnectionAdmitted;
import io.postern.ConnectionRefused;
import io.postern.PeerIdentity;
import io.postern.it.support.Journal;
import io.postern.upgrade.UpgradeCheck;
import io.postern.upgrade.UpgradeRequest;
import io.postern.upgrade.UpgradeVerdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows clients by a parameter, {@code ?ticket=name.role.role}, and writes down who came. */
@ApplicationScoped
public class ByTicket implements UpgradeCheck {

    @Inject Journal journal;
    @Inject InRequest request;

    @Override
    public UpgradeVerdict check(UpgradeRequest asked) {
        journal.add("asked, calls in its request " + request.next());
        return asked.parameter("ticket").map(ByTicket::verdict).orElse(UpgradeVerdict.permit());
    }

    private static UpgradeVerdict verdict(String ticket) {
        String[] parts = ticket.split("\\.");
        if (parts[0].equals("mallory")) {
            return UpgradeVerdict.refuse(403, "not invited");
        }
        Set<String> roles = Stream.of(parts).skip(1).collect(Collectors.toSet());
        PeerIdentity known = PeerIdentity.of(parts[0], roles);
        return UpgradeVerdict.permit()
                .as(roles.contains("brief") ? known.until(Instant.now().plusMillis(200)) : known);
    }

    void admitted(@Observes ConnectionAdmitted event) {
        journal.add("admitted " + event.principal().orElse("nobody"));
    }

    void refused(@Observes ConnectionRefused event) {
        journal.add("refused " + event.principal().orElse("nobody") + " " + event.reason());
    }
}
