package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.Listener;
import io.postern.WebSocketListener;
import io.postern.WebSocketListenerFactory;
import io.postern.internal.config.ConfigReader;
import io.postern.internal.listener.NettyListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The beans by which the application makes listeners itself. */
final class ProducedListeners {

    private final BeanManager beans;
    private final ApplicationBeans found;
    private final ConfigReader config;
    private final List<Bean<?>> producers;

    /**
     * What came of them.
     *
     * @param contributions of the application, with those that it has registered
     * @param problems with what there is; then no listener is usable
     */
    record Made(
            List<DeploymentValidator.Listener> listeners,
            Contributions contributions,
            List<String> problems) {}

    /** Finds the beans; makes no instance. */
    ProducedListeners(BeanManager beans, ApplicationBeans found, ConfigReader config) {
        this.beans = beans;
        this.found = found;
        this.config = config;
        this.producers =
                found.of(WebSocketListener.class).stream()
                        .filter(bean -> bean.getBeanClass() != NettyListener.class)
                        .filter(this::isMeant)
                        .toList();
    }

    /**
     * Not one that an alternative replaces, and not one with qualifiers of the application's own,
     * which passes another listener on.
     */
    private boolean isMeant(Bean<?> bean) {
        List<String> names = Placement.ofBean(bean.getQualifiers());
        if (names.isEmpty()) {
            return bean.getQualifiers().contains(Default.Literal.INSTANCE);
        }
        Listener.Literal name = new Listener.Literal(names.get(0));
        Set<Bean<?>> rivals =
                found.of(WebSocketListener.class).stream()
                        .filter(other -> other.getQualifiers().contains(name))
                        .collect(Collectors.toSet());
        try {
            return rivals.size() == 1 || bean.equals(beans.resolve(rivals));
        } catch (AmbiguousResolutionException severalRemain) {
            return true;
        }
    }

    /** The names that they give their listeners. */
    Set<String> names() {
        return producers.stream()
                .flatMap(bean -> Placement.ofBean(bean.getQualifiers()).stream())
                .collect(Collectors.toSet());
    }

    /**
     * What is wrong with the beans themselves.
     *
     * @param configured the names of the listeners that configuration makes
     */
    List<String> problems(Collection<String> configured) {
        Set<String> taken = new HashSet<>(configured);
        List<String> problems = new ArrayList<>();
        for (Bean<?> bean : producers) {
            flaw(bean, taken)
                    .ifPresent(
                            flaw ->
                                    problems.add(
                                            bean.getBeanClass().getName()
                                                    + " makes a WebSocketListener, "
                                                    + flaw));
        }
        return problems;
    }

    private static Optional<String> flaw(Bean<?> bean, Set<String> taken) {
        List<String> names = Placement.ofBean(bean.getQualifiers());
        if (names.size() != 1) {
            return Optional.of("which needs exactly one name: qualify it with one @Listener");
        }
        String name = names.get(0);
        if (bean.getScope() != ApplicationScoped.class && bean.getScope() != Singleton.class) {
            return Optional.of(
                    "'"
                            + name
                            + "', more than once (@"
                            + bean.getScope().getSimpleName()
                            + "); make its producer @ApplicationScoped");
        }
        Optional<String> flaw = ConfigReader.flawOfName(name);
        if (flaw.isPresent()) {
            return flaw.map(why -> "and '" + name + "' " + why);
        }
        return taken.add(name)
                ? Optional.empty()
                : Optional.of("'" + name + "', of which there is one already; choose another name");
    }

    /** Has each made, unless it was injected somewhere already, and checks it. */
    Made make(Listeners listeners, Contributions found) {
        List<String> problems = new ArrayList<>();
        producers.forEach(bean -> make(bean, problems));
        List<NettyListener> made = listeners.started();
        if (producers.isEmpty() || !problems.isEmpty()) {
            return new Made(List.of(), found, problems);
        }
        Contributions all = found.with(made);
        Set<String> names = made.stream().map(NettyListener::name).collect(Collectors.toSet());
        for (String name : names()) {
            if (!names.contains(name)) {
                problems.add(
                        "listener '%s' was not made with the %s that can be injected"
                                .formatted(name, WebSocketListenerFactory.class.getName()));
            }
        }
        DeploymentValidator validator = new DeploymentValidator(all);
        List<DeploymentValidator.Listener> good =
                validator.validateMade(config.with(listeners.made()), names);
        problems.addAll(validator.problems());
        return new Made(good, all, problems);
    }

    private void make(Bean<?> bean, List<String> problems) {
        String expected = Placement.ofBean(bean.getQualifiers()).get(0);
        String producer = bean.getBeanClass().getName();
        try {
            String name = listener(bean).name();
            if (!name.equals(expected)) {
                problems.add(
                        "%s made the listener '%s', and its @Listener says \"%s\"; make the two"
                                        .formatted(producer, name, expected)
                                + " equal");
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.notMade(e, "listener '" + expected + "'");
            problems.add(
                    "listener '%s' could not be made by %s: %s"
                            .formatted(expected, producer, CdiLog.root(e)));
        }
    }

    private WebSocketListener listener(Bean<?> bean) {
        return (WebSocketListener)
                beans.getReference(
                        bean, WebSocketListener.class, beans.createCreationalContext(bean));
    }
}
