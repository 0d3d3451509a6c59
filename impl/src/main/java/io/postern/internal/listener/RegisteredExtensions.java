package io.postern.internal.listener;

import io.postern.ConnectionExtension;
import io.postern.ConnectionExtensions;
import io.postern.internal.extension.Extensions;
import io.postern.internal.extension.NamedExtension;
import io.postern.tls.WebSocketSecureConnectionExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The extensions that the application has registered with a listener. Thread-safe. */
final class RegisteredExtensions implements ConnectionExtensions {

    private final String listener;
    private final List<ConnectionExtension> registered = new ArrayList<>();

    /** Why nothing can be registered; null while it can. */
    private @Nullable String closed;

    private RegisteredExtensions(String listener, @Nullable String closed) {
        this.listener = listener;
        this.closed = closed;
    }

    /** Of a listener that the application makes. */
    static RegisteredExtensions ofMade(String listener) {
        return new RegisteredExtensions(listener, null);
    }

    /** Of a listener that configuration makes. */
    static RegisteredExtensions ofConfigured(String listener) {
        return new RegisteredExtensions(
                listener,
                "configuration makes it; set its certificates with wss.*, and write extensions as"
                        + " beans of type "
                        + ConnectionExtension.class.getName());
    }

    @Override
    public synchronized void register(ConnectionExtension extension) {
        Objects.requireNonNull(extension, "extension");
        if (closed != null) {
            throw new IllegalStateException(
                    "listener '" + listener + "' takes no extension: " + closed);
        }
        boolean isSecure = extension instanceof WebSocketSecureConnectionExtension;
        if (!isSecure && !Extensions.isKnown(extension)) {
            throw new IllegalArgumentException(
                    "listener '%s' knows no extension of type %s; there are %s"
                            .formatted(
                                    listener,
                                    extension.getClass().getName(),
                                    Extensions.KNOWN
                                            + " and "
                                            + WebSocketSecureConnectionExtension.class.getName()));
        }
        if (isSecure && secure().isPresent()) {
            throw new IllegalStateException(
                    "listener '%s' has a secure connection extension already; a resolver can give"
                                    .formatted(listener)
                            + " several certificates");
        }
        registered.add(extension);
    }

    @Override
    public synchronized List<ConnectionExtension> registered() {
        return List.copyOf(registered);
    }

    /** Those without TLS, and behind them {@code others}. */
    synchronized List<NamedExtension> followedBy(List<NamedExtension> others) {
        return Stream.concat(
                        registered.stream().filter(Extensions::isKnown).map(NamedExtension::of),
                        others.stream())
                .toList();
    }

    /** Takes nothing more: what is registered is in use. */
    synchronized void opened() {
        if (closed == null) {
            closed = "it has been opened";
        }
    }

    /** The one that makes its connections secure. */
    synchronized Optional<WebSocketSecureConnectionExtension> secure() {
        return registered.stream()
                .filter(WebSocketSecureConnectionExtension.class::isInstance)
                .map(WebSocketSecureConnectionExtension.class::cast)
                .findFirst();
    }
}
