package io.postern.internal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads several PEM pairs, which have the numbers from 1 on. They are looked up one after another,
 * because not every source of a configuration lists its names, and environment variables are listed
 * under other names; what is listed tells of numbers behind a gap.
 */
final class PemPairsReader {

    static final int MOST = 64;

    private final KeyValues values;
    private final KeyStoreReader keyStores;

    PemPairsReader(KeyValues values, KeyStoreReader keyStores) {
        this.values = values;
        this.keyStores = keyStores;
    }

    Alternatives.Way<List<KeySource>> read() {
        int last = lastInSequence();
        SortedSet<Integer> strays = listedBeyond(last);
        List<KeySource> pairs = new ArrayList<>();
        for (int number = 1; number <= last; number++) {
            keyStores.pem(number).ifPresent(pairs::add);
        }
        int first = last > 0 || strays.isEmpty() ? 1 : strays.first();
        return new Alternatives.Way<>(
                KeyGroup.pemPair(first).taken(values),
                Optional.of(List.copyOf(pairs)).filter(found -> !found.isEmpty()),
                () -> check(last, strays));
    }

    private int lastInSequence() {
        int last = 0;
        while (last < MOST && !KeyGroup.pemPair(last + 1).taken(values).isEmpty()) {
            last++;
        }
        return last;
    }

    private SortedSet<Integer> listedBeyond(int last) {
        SortedSet<Integer> numbers = new TreeSet<>();
        values.listedPairs()
                .filter(key -> key.number() > last && values.isSet(key))
                .forEach(key -> numbers.add(key.number()));
        return numbers;
    }

    private void check(int last, SortedSet<Integer> strays) {
        for (int number = 1; number <= last; number++) {
            KeyGroup.pemPair(number).requireTheRest(values);
        }
        for (int number : strays) {
            Key key = KeyGroup.pemPair(number).taken(values).get(0);
            values.refuse(key, number > MOST ? tooMany() : gap(last + 1));
        }
    }

    private static String tooMany() {
        return "is beyond the " + MOST + " pairs that are possible; remove it";
    }

    private String gap(int missing) {
        return "has no effect without "
                + values.name(KeyGroup.pemPair(missing).main())
                + ": pairs are numbered from 1 without a gap; set that, too, or change this number";
    }
}
