package io.postern.internal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds the name that somebody probably meant. */
final class NearestName {

    /** More than these make another word: a trust store is no key store with typing errors. */
    private static final int MOST_ERRORS = 5;

    private NearestName() {}

    /** The nearest of {@code candidates}; empty when none is near enough to be a typing error. */
    static Optional<String> of(String name, Collection<String> candidates) {
        int quarter = (name.length() - ConfigKey.PREFIX.length()) / 4;
        int near = Math.max(2, Math.min(quarter, MOST_ERRORS));
        ToIntFunction<String> distance = candidate -> distance(fold(name), fold(candidate));
        return candidates.stream()
                .filter(candidate -> distance.applyAsInt(candidate) <= near)
                .min(Comparator.comparingInt(distance).thenComparing(Comparator.naturalOrder()));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * How many characters must be inserted, removed, replaced, or swapped with their neighbour
     * (optimal string alignment distance).
     */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replace = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int edit = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                cost[i][j] = Math.min(edit, cost[i - 1][j - 1] + replace);
                if (swapped(from, i, to, j)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }

    private static boolean swapped(String from, int i, String to, int j) {
        return i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
