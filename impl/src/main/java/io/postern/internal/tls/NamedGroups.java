package io.postern.internal.tls;

import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContextBuilder;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** The groups of the key exchange (RFC 8446 section 4.2.7), told to each engine in its own way. */
sealed interface NamedGroups {

    /** Tells a context that is being built. */
    default void offer(SslContextBuilder builder) {}

    /** Tells the engine of a connection, before its handshake. */
    default void offer(SSLEngine engine) {}

    /** What is offered where nothing is configured: the hybrid group where the engine has it. */
    List<String> STANDARD = List.of("X25519MLKEM768", "x25519", "secp256r1", "secp384r1");

    /**
     * What {@code names} mean for an engine; none are the standard ones, or the engine's own choice
     * where it cannot be told.
     *
     * @throws TlsMaterialException when groups are named and the engine cannot be told
     */
    static NamedGroups of(List<String> names, boolean openSsl) throws TlsMaterialException {
        List<String> groups = names.isEmpty() ? STANDARD : names;
        if (openSsl) {
            return new OfBoringSsl(groups);
        }
        Optional<Method> setter = OfJdk.find();
        if (setter.isPresent()) {
            return new OfJdk(groups, setter.get());
        }
        if (names.isEmpty()) {
            return new EnginesOwn();
        }
        throw new TlsMaterialException(
                "wss.tls.groups is set to "
                        + String.join(",", names)
                        + ", which the TLS engine of this JDK cannot be told.",
                "Use a JDK of version 20 or later, set wss.tls.provider=openssl, or leave"
                        + " wss.tls.groups out.");
    }

    /** Whatever the engine does by itself. */
    record EnginesOwn() implements NamedGroups {}

    /** BoringSSL has names of its own for the older groups. */
    record OfBoringSsl(List<String> names) implements NamedGroups {

        private static final Map<String, String> OWN_NAMES =
                Map.of(
                        "x25519", "X25519",
                        "secp256r1", "P-256",
                        "secp384r1", "P-384",
                        "secp521r1", "P-521");

        @Override
        public void offer(SslContextBuilder builder) {
            builder.option(
                    OpenSslContextOption.GROUPS,
                    names.stream()
                            .map(name -> OWN_NAMES.getOrDefault(name, name))
                            .toArray(String[]::new));
        }
    }

    /** The JDK can be told since version 20; it passes over groups that it does not have. */
    record OfJdk(List<String> names, Method setter) implements NamedGroups {

        private static Optional<Method> find() {
            return Arrays.stream(SSLParameters.class.getMethods())
                    .filter(method -> method.getName().equals("setNamedGroups"))
                    .findFirst();
        }

        @Override
        public void offer(SSLEngine engine) {
            SSLParameters parameters = engine.getSSLParameters();
            try {
                setter.invoke(parameters, (Object) names.toArray(String[]::new));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the JDK refused the groups " + names, e);
            }
            engine.setSSLParameters(parameters);
        }
    }
}
