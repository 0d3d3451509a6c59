package io.postern.internal.identity;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import io.postern.PeerIdentity;
import io.postern.internal.endpoint.Identity;
import io.postern.upgrade.ResponseCookie;
import io.postern.upgrade.UpgradeVerdict.Permit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What those who have been asked so far have given to a client.
 *
 * @param by what has said who it is
 * @param headers of the response
 */
record Granted(Identity identity, Optional<String> by, Map<String, List<String>> headers) {

    Granted(Identity identity, Optional<String> by) {
        this(identity, by, Map.of());
    }

    /**
     * With what a check gives besides. An identity that it gives ends with the certificate, too.
     *
     * @throws IllegalArgumentException for a header field or a cookie that cannot be sent
     */
    Granted and(
            NamedCheck check, Permit permit, Optional<Identity.Expiry> certificate, Clock clock) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        permit.headers()
                .forEach((name, values) -> add(all, name, ResponseFields.added(name, values)));
        List<String> cookies = permit.cookies().stream().map(Granted::encoded).toList();
        if (!cookies.isEmpty()) {
            add(all, HttpHeaderNames.SET_COOKIE.toString(), cookies);
        }
        return permit.identity()
                .map(
                        given ->
                                new Granted(
                                        known(given, clock).endingWith(certificate),
                                        Optional.of(check.name()),
                                        all))
                .orElseGet(() -> new Granted(identity, by, all));
    }

    /** More of the same principal ends as before; what is another's has an end of its own. */
    private Identity known(PeerIdentity given, Clock clock) {
        String name = given.principal().getName();
        Identity known = identity.as(given, clock);
        return identity.principal().filter(one -> one.getName().equals(name)).isPresent()
                ? known.endingWith(identity.expiry())
                : known;
    }

    private static void add(Map<String, List<String>> headers, String name, List<String> values) {
        List<String> all = new ArrayList<>(headers.getOrDefault(name, List.of()));
        all.addAll(values);
        headers.put(name, all);
    }

    private static String encoded(ResponseCookie given) {
        DefaultCookie cookie = new DefaultCookie(given.name(), given.value());
        cookie.setPath(given.path());
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setSameSite(
                switch (given.sameSite()) {
                    case STRICT -> SameSite.Strict;
                    case LAX -> SameSite.Lax;
                    case NONE -> SameSite.None;
                });
        given.maxAge().ifPresent(age -> cookie.setMaxAge(age.toSeconds()));
        return ServerCookieEncoder.STRICT.encode(cookie);
    }
}
