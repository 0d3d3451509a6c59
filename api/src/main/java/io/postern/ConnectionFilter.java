package io.postern;

/**
 * A {@link ConnectionExtension} that decides about a connection by its addresses, before anything
 * is read from it:
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class PrivateNetworksOnly implements ConnectionFilter {
 *     public ConnectionVerdict filter(AcceptedConnection connection) {
 *         return connection.remoteAddress().getAddress().isSiteLocalAddress()
 *                 ? ConnectionVerdict.accept()
 *                 : ConnectionVerdict.refuse("from outside");
 *     }
 * }
 * }</pre>
 *
 * <p>One that throws or returns null refuses the connection, which is then counted under {@link
 * RefusalReason#INTERNAL_ERROR}.
 */
@FunctionalInterface
public interface ConnectionFilter extends ConnectionExtension {

    /**
     * Decides about a connection. Must not block; may be called by several threads at once.
     *
     * @param connection as the extensions before this one have left it
     */
    ConnectionVerdict filter(AcceptedConnection connection);
}
