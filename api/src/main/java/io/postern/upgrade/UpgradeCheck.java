package io.postern.upgrade;

/**
 * Decides whether a client may open a session. Every CDI bean of this type is asked about each
 * upgrade request that has found its endpoint and comes from an allowed origin:
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Tickets implements UpgradeCheck {
 *     @Inject TicketOffice office;
 *
 *     public UpgradeVerdict check(UpgradeRequest request) {
 *         return request.parameter("ticket")
 *                 .flatMap(office::redeem)
 *                 .map(user -> UpgradeVerdict.permit().as(PeerIdentity.of(user.name(), user.roles())))
 *                 .orElseGet(() -> UpgradeVerdict.refuse(401, "no valid ticket"));
 *     }
 * }
 * }</pre>
 *
 * <p>A bean with the qualifier {@link io.postern.Listener @Listener} is asked on that listener
 * only, one with {@link ForEndpoints @ForEndpoints} on its class about those endpoints only.
 *
 * <p>The beans are asked in the order of {@link jakarta.annotation.Priority @Priority} on their
 * classes, the smallest value first; without it a bean has the value 2000, and equal ones have the
 * order of their class names. Each sees the identity that those before it have given. The first
 * that refuses decides; the others are not asked. Roles of the endpoint are checked when all have
 * permitted, and no instance of the endpoint has been made yet.
 *
 * <p>Checks run on worker threads, with a request context of their own, and may block; one that has
 * a better way to wait returns {@link UpgradeVerdict#later}. All together have the time that {@code
 * wss.upgrade.timeout} and {@code wss.negotiation.timeout} leave; then the connection is closed and
 * a check that blocks is interrupted. An exception and null are answered with 500.
 */
@FunctionalInterface
public interface UpgradeCheck {

    /**
     * Decides about a request. May be called by several threads at once.
     *
     * @throws Exception is logged, and the client answered with 500
     */
    UpgradeVerdict check(UpgradeRequest request) throws Exception;
}
