package io.postern.internal.upgrade;

import io.postern.internal.session.NamedExtension;
import io.postern.internal.session.NamedExtension.NamedParameter;
import jakarta.websocket.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The extensions that a client offers, in order: {@code Sec-WebSocket-Extensions} after the grammar
 * of RFC 6455 section 9.1. Several header lines are one list.
 */
final class ExtensionOffers {

    /** RFC 9110 section 5.6.2. */
    static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    // No group is repeated: Java's expressions recurse for each repetition.
    private static final Pattern NAME = Pattern.compile("[ \\t]*(" + TOKEN + ")[ \\t]*");
    private static final Pattern PARAMETER = Pattern.compile(";" + NAME);
    private static final Pattern VALUE =
            Pattern.compile("=[ \\t]*(?:(" + TOKEN + ")|\"([^\"]*)\")[ \\t]*");

    /** Empty elements of a list are ignored (RFC 9110 section 5.6.1.2). */
    private static final Pattern SEPARATOR = Pattern.compile("[ \\t]*(?:$|,[ \\t,]*)");

    private final String line;
    private final List<Extension> offers = new ArrayList<>();
    private int position;

    private ExtensionOffers(String line) {
        this.line = line;
    }

    /**
     * Parses all header lines.
     *
     * @throws IllegalArgumentException when one is malformed; the handshake must fail then
     */
    static List<Extension> parse(List<String> lines) {
        List<Extension> all = new ArrayList<>();
        for (String line : lines) {
            all.addAll(new ExtensionOffers(line).list());
        }
        return List.copyOf(all);
    }

    private List<Extension> list() {
        next(SEPARATOR);
        while (position < line.length()) {
            offers.add(extension());
            required(SEPARATOR);
        }
        return offers;
    }

    private Extension extension() {
        String name = required(NAME).group(1);
        List<Extension.Parameter> parameters = new ArrayList<>();
        for (var key = next(PARAMETER); key.isPresent(); key = next(PARAMETER)) {
            parameters.add(new NamedParameter(key.get().group(1), value()));
        }
        return new NamedExtension(name, parameters);
    }

    /** A value in quotes must be a token as well, once it is unquoted. */
    private String value() {
        Optional<MatchResult> value = next(VALUE);
        if (value.isEmpty()) {
            return "";
        }
        String token = value.get().group(1);
        if (token != null) {
            return token;
        }
        String unquoted = value.get().group(2).replace("\\", "");
        if (!TOKEN.matcher(unquoted).matches()) {
            throw malformed();
        }
        return unquoted;
    }

    private MatchResult required(Pattern pattern) {
        return next(pattern).orElseThrow(ExtensionOffers::malformed);
    }

    /** Goes on behind a match; stays without one. */
    private Optional<MatchResult> next(Pattern pattern) {
        Matcher matcher = pattern.matcher(line).region(position, line.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        position = matcher.end();
        return Optional.of(matcher);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("not a list of extensions");
    }
}
