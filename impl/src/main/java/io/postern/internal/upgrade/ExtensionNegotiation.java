package io.postern.internal.upgrade;

import io.postern.internal.session.NamedExtension;
import io.postern.internal.session.NamedExtension.NamedParameter;
import io.postern.internal.session.PerMessageDeflate;
import jakarta.websocket.Extension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * From what a configurator chose among a client's offers to what is in use.
 *
 * @param extensions in the order of the configurator's answer, each once
 */
record ExtensionNegotiation(List<Extension> extensions, Optional<PerMessageDeflate> deflate) {

    /**
     * Keeps what is both chosen and installed.
     *
     * @param chosen the answer of the configurator
     * @throws IllegalArgumentException when the client has not offered a chosen extension (RFC 6455
     *     section 9.1)
     */
    static ExtensionNegotiation of(
            List<Extension> chosen, List<Extension> offers, List<Extension> installed) {
        List<Extension> extensions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Optional<PerMessageDeflate> deflate = Optional.empty();
        for (Extension choice : chosen) {
            String name = choice.getName();
            if (offers.stream().noneMatch(offer -> offer.getName().equals(name))) {
                throw new IllegalArgumentException("the client did not offer every one of them");
            }
            boolean usable = installed.stream().anyMatch(own -> own.getName().equals(name));
            if (!usable || names.contains(name)) {
                continue;
            }
            if (name.equals(PerMessageDeflate.NAME)) {
                deflate = deflate(choice, offers);
                deflate.map(PerMessageDeflate::extension).ifPresent(extensions::add);
                deflate.ifPresent(agreed -> names.add(name));
            } else {
                extensions.add(new NamedExtension(name, parameters(choice)));
                names.add(name);
            }
        }
        return new ExtensionNegotiation(List.copyOf(extensions), deflate);
    }

    /** Copies and checks: they go into a header. */
    private static List<Extension.Parameter> parameters(Extension choice) {
        List<Extension.Parameter> parameters = new ArrayList<>();
        for (Extension.Parameter parameter : choice.getParameters()) {
            String value = Objects.requireNonNullElse(parameter.getValue(), "");
            if (!ExtensionOffers.TOKEN.matcher(parameter.getName()).matches()
                    || !(value.isEmpty() || ExtensionOffers.TOKEN.matcher(value).matches())) {
                throw new IllegalArgumentException("a parameter's name and value must be tokens");
            }
            parameters.add(new NamedParameter(parameter.getName(), value));
        }
        return parameters;
    }

    /** A configurator picks an offer by returning it; an object of its own stands for them all. */
    private static Optional<PerMessageDeflate> deflate(Extension choice, List<Extension> offers) {
        boolean picked = offers.contains(choice);
        return offers.stream()
                .filter(offer -> offer.getName().equals(PerMessageDeflate.NAME))
                .filter(offer -> !picked || offer.equals(choice))
                .flatMap(offer -> PerMessageDeflate.accept(offer).stream())
                .findFirst();
    }
}
