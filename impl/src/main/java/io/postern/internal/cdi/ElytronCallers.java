package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.internal.endpoint.Identity;
import io.postern.internal.endpoint.LogRate;
import java.util.function.Consumer;
import org.wildfly.security.auth.server.SecurityDomain;
import org.wildfly.security.auth.server.SecurityIdentity;
import org.wildfly.security.authz.RoleMapper;
import org.wildfly.security.authz.Roles;

/**
 * Makes clients callers of WildFly's security, with their principal and their roles. The only class
 * that knows the types of Elytron, which need not be there: it is loaded after a check.
 */
final class ElytronCallers implements Callers {

    private final SecurityDomain domain;
    private final LogRate faults = new LogRate();

    private ElytronCallers(SecurityDomain domain) {
        this.domain = domain;
    }

    /** Those of the application that the calling thread starts, if it has a security domain. */
    static Callers capture() {
        SecurityDomain domain = SecurityDomain.getCurrent();
        return domain == null ? UNTOLD : new ElytronCallers(domain);
    }

    /** Who is not known is nobody there, whoever the thread may have been before. */
    @Override
    public Consumer<Runnable> of(Identity client) {
        if (client.principal().isEmpty()) {
            return domain.getAnonymousSecurityIdentity()::runAs;
        }
        try {
            SecurityIdentity identity =
                    domain.createAdHocIdentity(client.principal().get())
                            .withDefaultRoleMapper(
                                    RoleMapper.constant(Roles.fromSet(client.roles())));
            return identity::runAs;
        } catch (RuntimeException e) {
            faults.log(times -> LOG.callerUntold(e, times));
            return domain.getAnonymousSecurityIdentity()::runAs;
        }
    }
}
