package io.postern.internal.cdi;

import io.postern.ConnectionExtension;
import io.postern.internal.extension.Extensions;
import io.postern.internal.extension.NamedExtension;
import io.postern.tls.WebSocketSecureConnectionExtension;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;

/** The application's beans that are applied to connections before TLS. */
final class ExtensionBeans {

    private final List<BeanContribution<ConnectionExtension>> all;

    /** Finds the beans; makes no instance. */
    ExtensionBeans(BeanManager beans, ApplicationBeans found) {
        all =
                BeanContribution.all(beans, found, ConnectionExtension.class).stream()
                        .filter(bean -> !bean.isOf(WebSocketSecureConnectionExtension.class))
                        .toList();
    }

    /** All of them, whatever listeners they are for. */
    List<? extends Contribution<?>> all() {
        return all;
    }

    /** What is wrong with those of a listener, which are made for it. */
    List<String> problems(String listener) {
        List<String> problems = new ArrayList<>();
        for (BeanContribution<ConnectionExtension> bean : all) {
            if (bean.isFor(listener) && !Extensions.isKnown(bean.get())) {
                problems.add(
                        "listener '%s': a bean of %s is a %s and nothing more; there are %s and %s;"
                                        .formatted(
                                                listener,
                                                bean.name(),
                                                ConnectionExtension.class.getName(),
                                                Extensions.KNOWN,
                                                WebSocketSecureConnectionExtension.class.getName())
                                + " if a method produces it, give the method the type of what it"
                                + " returns");
            }
        }
        return problems;
    }

    /** Those of a listener, in their order. */
    List<NamedExtension> of(String listener) {
        return all.stream()
                .filter(bean -> bean.isFor(listener))
                .map(bean -> new NamedExtension(bean.name(), bean.get()))
                .toList();
    }
}
