package io.postern.upgrade;

import io.postern.PeerIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What an {@link UpgradeCheck} decided. */
public sealed interface UpgradeVerdict {

    /** The client may enter, as whom it is known so far. */
    static Permit permit() {
        return new Permit(Optional.empty(), Map.of(), List.of());
    }

    /**
     * The client is refused.
     *
     * @param status of the response, 300 to 599: mostly 401 where the client should say who it is,
     *     and 403 where that does not help
     * @param reason for the log and {@link io.postern.ConnectionRefused#detail()}, never told to
     *     the client
     */
    static Refuse refuse(int status, String reason) {
        return new Refuse(status, Map.of(), reason);
    }

    /**
     * The verdict will be this one. Nothing waits for it on a thread.
     *
     * @param verdict completed on any thread; one that fails is answered with 500
     */
    static Later later(CompletionStage<? extends UpgradeVerdict> verdict) {
        return new Later(verdict);
    }

    /**
     * The client may enter unless another check refuses it.
     *
     * @param identity who it is from now on; empty for as before
     * @param headers that the response has besides those of the handshake
     * @param cookies that the response sets
     */
    record Permit(
            Optional<PeerIdentity> identity,
            Map<String, List<String>> headers,
            List<ResponseCookie> cookies)
            implements UpgradeVerdict {

        /** Copies the collections. */
        public Permit {
            headers = Map.copyOf(headers);
            cookies = List.copyOf(cookies);
        }

        /** The same, and the client is this one. */
        public Permit as(PeerIdentity identity) {
            return new Permit(Optional.of(identity), headers, cookies);
        }

        /** The same, with one more header field in the response. */
        public Permit header(String name, String value) {
            return new Permit(identity, with(headers, name, value), cookies);
        }

        /** The same, with one more cookie in the response. */
        public Permit cookie(ResponseCookie cookie) {
            List<ResponseCookie> all = new ArrayList<>(cookies);
            all.add(cookie);
            return new Permit(identity, headers, all);
        }
    }

    /**
     * The client is refused, whatever others say.
     *
     * @param status of the response, 300 to 599
     * @param headers that the response has
     * @param reason for the log; not blank
     */
    record Refuse(int status, Map<String, List<String>> headers, String reason)
            implements UpgradeVerdict {

        /** Checks status and reason. */
        public Refuse {
            if (status < 300 || status > 599) {
                throw new IllegalArgumentException(
                        "status " + status + " does not refuse; choose one from 300 to 599");
            }
            if (reason.isBlank()) {
                throw new IllegalArgumentException("reason must not be blank");
            }
            headers = Map.copyOf(headers);
        }

        /** The same, with one more header field in the response. */
        public Refuse header(String name, String value) {
            return new Refuse(status, with(headers, name, value), reason);
        }
    }

    /**
     * The verdict comes later.
     *
     * @param verdict which may be {@link Later} again
     */
    record Later(CompletionStage<? extends UpgradeVerdict> verdict) implements UpgradeVerdict {}

    private static Map<String, List<String>> with(
            Map<String, List<String>> headers, String name, String value) {
        Map<String, List<String>> all = new LinkedHashMap<>(headers);
        List<String> values = new ArrayList<>(all.getOrDefault(name, List.of()));
        values.add(value);
        all.put(name, List.copyOf(values));
        return all;
    }
}
