package io.postern.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import java.security.Principal;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is injected as a principal: in a callback of an endpoint the client's, elsewhere what would
 * be injected without us: that of the server, which knows nothing of our clients, or the
 * application's own.
 */
final class ConnectionPrincipal implements Principal {

    private final CurrentPeer current;
    private final BeanManager beans;

    private ConnectionPrincipal(CurrentPeer current, BeanManager beans) {
        this.current = current;
        this.beans = beans;
    }

    /** Adds the bean, in place of the server's, which has a lower priority if it has any. */
    static void add(AfterBeanDiscovery event, CurrentPeer current, BeanManager beans) {
        event.<Principal>addBean()
                .beanClass(ConnectionPrincipal.class)
                .types(Principal.class, Object.class)
                .scope(ApplicationScoped.class)
                .alternative(true)
                .priority(Interceptor.Priority.LIBRARY_BEFORE)
                .createWith(context -> new ConnectionPrincipal(current, beans));
    }

    @Override
    public String getName() {
        return ask(Principal::getName);
    }

    @Override
    public String toString() {
        return ask(Principal::toString);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Principal && ask(other::equals);
    }

    @Override
    public int hashCode() {
        return ask(Principal::hashCode);
    }

    private <R> R ask(Function<Principal, R> question) {
        return current.identity().isPresent() ? question.apply(ofPeer()) : askOther(question);
    }

    private Principal ofPeer() {
        return current.identity()
                .flatMap(identity -> identity.principal())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the client of this connection is anonymous; inject a"
                                            + " Session, whose getUserPrincipal() is null then, or"
                                            + " have clients present a certificate"));
    }

    private <R> R askOther(Function<Principal, R> question) {
        Set<Bean<?>> others =
                beans.getBeans(Principal.class).stream()
                        .filter(bean -> bean.getBeanClass() != ConnectionPrincipal.class)
                        .collect(Collectors.toSet());
        Bean<?> other = beans.resolve(others);
        if (other == null) {
            throw new IllegalStateException(
                    "there is no principal: nobody but callbacks of endpoints knows one here");
        }
        CreationalContext<?> context = beans.createCreationalContext(other);
        try {
            return question.apply((Principal) beans.getReference(other, Principal.class, context));
        } finally {
            context.release();
        }
    }
}
