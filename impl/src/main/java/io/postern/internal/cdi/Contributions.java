package io.postern.internal.cdi;

import io.postern.internal.config.ByApplication;
import io.postern.internal.endpoint.EndpointIntrospector;
import io.postern.internal.identity.NamedCheck;
import io.postern.internal.listener.NettyListener;
import io.postern.internal.tls.NamedValidator;
import io.postern.tls.CertificateResolver;
import io.postern.tls.ClientCertificateValidator;
import io.postern.tls.WebSocketSecureConnectionExtension;
import io.postern.upgrade.UpgradeCheck;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the application's beans contribute to its listeners: before TLS, to it, and behind it. */
final class Contributions implements AutoCloseable {

    private final List<Contribution<WebSocketSecureConnectionExtension>> extensions;
    private final List<? extends Contribution<CertificateResolver>> resolvers;
    private final List<? extends Contribution<ClientCertificateValidator>> validators;
    private final ExtensionBeans beforeTls;
    private final List<BeanContribution<UpgradeCheck>> checks;

    /** Finds the beans; makes no instance. */
    Contributions(BeanManager beans, ApplicationBeans found) {
        this(
                BeanContribution.all(beans, found, WebSocketSecureConnectionExtension.class),
                BeanContribution.all(beans, found, CertificateResolver.class),
                BeanContribution.all(beans, found, ClientCertificateValidator.class),
                new ExtensionBeans(beans, found),
                BeanContribution.all(beans, found, UpgradeCheck.class));
    }

    private Contributions(
            List<? extends Contribution<WebSocketSecureConnectionExtension>> extensions,
            List<? extends Contribution<CertificateResolver>> resolvers,
            List<? extends Contribution<ClientCertificateValidator>> validators,
            ExtensionBeans beforeTls,
            List<BeanContribution<UpgradeCheck>> checks) {
        this.extensions = List.copyOf(extensions);
        this.resolvers = resolvers;
        this.validators = validators;
        this.beforeTls = beforeTls;
        this.checks = checks;
    }

    /** These, and what the application has registered with listeners that it has made. */
    Contributions with(List<NettyListener> made) {
        List<Contribution<WebSocketSecureConnectionExtension>> all = new ArrayList<>(extensions);
        for (NettyListener listener : made) {
            listener.secureExtension()
                    .map(extension -> new RegisteredContribution<>(listener.name(), extension))
                    .ifPresent(all::add);
        }
        return new Contributions(all, resolvers, validators, beforeTls, checks);
    }

    /** What gives the certificates of a listener, if a bean does. */
    Optional<ByApplication> certificates(String listener) {
        return all(listener).min((one, other) -> Boolean.compare(other.own(), one.own()));
    }

    private Stream<ByApplication> all(String listener) {
        return Stream.concat(
                extensions.stream()
                        .filter(extension -> extension.isFor(listener))
                        .map(
                                extension ->
                                        new ByApplication(
                                                words(extension, "secure connection extension"),
                                                isOwn(extension, listener),
                                                () ->
                                                        extension.ask(
                                                                one ->
                                                                        one.certificates()
                                                                                .resolve()))),
                resolvers.stream()
                        .filter(resolver -> resolver.isFor(listener))
                        .map(
                                resolver ->
                                        new ByApplication(
                                                words(resolver, "certificate resolver"),
                                                isOwn(resolver, listener),
                                                () -> resolver.ask(CertificateResolver::resolve))));
    }

    private static String words(Contribution<?> bean, String what) {
        return "the " + what + " of " + bean.name();
    }

    private static boolean isOwn(Contribution<?> bean, String listener) {
        return listener.equals(Placement.DEFAULT) || bean.listeners().contains(listener);
    }

    /** What is wrong with them for a listener: two that give its certificates. */
    List<String> problems(String listener) {
        Optional<ByApplication> chosen = certificates(listener);
        List<String> rivals =
                all(listener)
                        .filter(one -> chosen.isPresent() && one.own() == chosen.get().own())
                        .map(ByApplication::bean)
                        .toList();
        return rivals.size() < 2
                ? List.of()
                : List.of(
                        "listener '"
                                + listener
                                + "': several beans give its certificates: "
                                + String.join(", ", rivals)
                                + "; leave one, or qualify them with @Listener");
    }

    /** The classes that are asked about the clients of a listener, before any instance is there. */
    List<String> validatorNames(String listener) {
        List<String> names = new ArrayList<>();
        validators.stream()
                .filter(validator -> validator.isFor(listener))
                .forEach(validator -> names.add(validator.name()));
        return names;
    }

    /** Whether an extension may bring a validator, which is known when it is made. */
    boolean hasExtension(String listener) {
        return !extensions(listener).isEmpty();
    }

    /** The extensions that bring a validator. */
    List<String> extensionsWithValidator(String listener) {
        return extensions(listener).stream()
                .filter(extension -> extension.get().validator().isPresent())
                .map(Contribution::name)
                .toList();
    }

    /** One that is for this listener alone goes before one that names none. */
    private List<Contribution<WebSocketSecureConnectionExtension>> extensions(String listener) {
        List<Contribution<WebSocketSecureConnectionExtension>> all =
                extensions.stream().filter(one -> one.isFor(listener)).toList();
        List<Contribution<WebSocketSecureConnectionExtension>> own =
                all.stream().filter(one -> isOwn(one, listener)).toList();
        return own.isEmpty() ? all : own;
    }

    /** Those who are asked about the clients of a listener, in their order. */
    List<NamedValidator> validators(String listener) {
        List<NamedValidator> asked = new ArrayList<>();
        for (Contribution<WebSocketSecureConnectionExtension> extension : extensions(listener)) {
            extension
                    .get()
                    .validator()
                    .ifPresent(one -> asked.add(new NamedValidator(extension.name(), one)));
        }
        for (Contribution<ClientCertificateValidator> validator : validators) {
            if (validator.isFor(listener)) {
                asked.add(new NamedValidator(validator.name(), validator.get()));
            }
        }
        return asked;
    }

    /** Those who are asked about the upgrade requests of a listener, in their order. */
    List<NamedCheck> checks(String listener) {
        return checks.stream()
                .filter(check -> check.isFor(listener))
                .map(check -> NamedCheck.of(check.type(), check.get()))
                .toList();
    }

    /** What is wrong with checks: they name classes that can be no endpoints. */
    List<String> misplacedChecks() {
        List<String> problems = new ArrayList<>();
        checks.stream()
                .filter(
                        check ->
                                NamedCheck.endpoints(check.type()).filter(Set::isEmpty).isPresent())
                .map(check -> check.name() + " has @ForEndpoints without an endpoint; name one")
                .forEach(problems::add);
        checks.stream()
                .flatMap(
                        check ->
                                NamedCheck.endpoints(check.type()).orElse(Set.of()).stream()
                                        .filter(named -> !EndpointIntrospector.isEndpoint(named))
                                        .map(named -> misplaced(check.name(), named))
                                        .sorted())
                .forEach(problems::add);
        return problems;
    }

    private static String misplaced(String check, Class<?> named) {
        return check
                + " is annotated with @ForEndpoints("
                + named.getName()
                + ".class), which is no endpoint; name a class with @ServerEndpoint or one that"
                + " extends Endpoint";
    }

    /** Those that are applied before TLS. */
    ExtensionBeans beforeTls() {
        return beforeTls;
    }

    /** The listeners that beans are for, with the beans' classes, for a check of the names. */
    List<Contribution<?>> all() {
        return Stream.<List<? extends Contribution<?>>>of(
                        extensions, resolvers, validators, beforeTls.all(), checks)
                .<Contribution<?>>flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        all().forEach(Contribution::close);
    }
}
