package io.postern.internal.extension;

import io.postern.AcceptedConnection;
import io.postern.ConnectionFilter;
import io.postern.ConnectionVerdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;

/** The example of the documentation: refuses by address. */
@ApplicationScoped
public class PrivateNetworksOnly implements ConnectionFilter {

    @Override
    public ConnectionVerdict filter(AcceptedConnection connection) {
        InetAddress client = connection.remoteAddress().getAddress();
        return client.isSiteLocalAddress() || client.isLoopbackAddress()
                ? ConnectionVerdict.accept()
                : ConnectionVerdict.refuse("not from a private network");
    }
}
