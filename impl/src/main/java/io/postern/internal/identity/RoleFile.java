package io.postern.internal.identity;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Roles of principals, a line for each: {@code principal = role1, role2}. What separates them is
 * the last equals sign with white space on both sides, so that distinguished names stand as they
 * are, or the only equals sign of the line. Lines that begin with {@code #} are comments.
 *
 * <p>Names are compared exactly. The file is read anew when it has changed. Thread-safe.
 */
public final class RoleFile {

    private static final Pattern SEPARATOR = Pattern.compile("^(.*\\s)=(\\s.*)$");
    private static final Pattern ONLY_SEPARATOR = Pattern.compile("^([^=]*)=([^=]*)$");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final String FORM = "write: principal = role1, role2";

    private final ReloadedFile<Map<String, Set<String>>> file;

    private RoleFile(ReloadedFile<Map<String, Set<String>>> file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws IdentityException when it is not usable; names the line
     */
    public static RoleFile open(Path path) throws IdentityException {
        return open(path, System::nanoTime);
    }

    static RoleFile open(Path path, LongSupplier nanoTime) throws IdentityException {
        return new RoleFile(new ReloadedFile<>(path, text -> parse(path, text), nanoTime));
    }

    /** None for a principal that is not in the file. May read the file. */
    public Set<String> rolesOf(String principal) {
        return file.current().getOrDefault(principal, Set.of());
    }

    private static Map<String, Set<String>> parse(Path path, String text) throws IdentityException {
        Map<String, Set<String>> roles = new HashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        List<String> all = text.replaceFirst("^\uFEFF", "").lines().toList();
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String place = path + ", line " + (i + 1) + ": ";
            Matcher parts = split(line, place);
            String principal = parts.group(1).strip();
            if (principal.isEmpty()) {
                throw new IdentityException(place + "names no principal; " + FORM);
            }
            Integer first = lines.putIfAbsent(principal, i + 1);
            if (first != null) {
                throw new IdentityException(
                        place
                                + "the principal is in line "
                                + first
                                + " already; list all its roles there");
            }
            roles.put(principal, roles(parts.group(2), place));
        }
        return Map.copyOf(roles);
    }

    private static Matcher split(String line, String place) throws IdentityException {
        if (CONTROL.matcher(line.replace('\t', ' ')).find()) {
            throw new IdentityException(place + "has a control character; remove it");
        }
        Matcher spaced = SEPARATOR.matcher(" " + line + " ");
        if (spaced.matches()) {
            return spaced;
        }
        Matcher only = ONLY_SEPARATOR.matcher(line);
        if (only.matches()) {
            return only;
        }
        throw new IdentityException(
                place
                        + "has no equals sign with a space on both sides between a principal and"
                        + " its roles; "
                        + FORM);
    }

    private static Set<String> roles(String list, String place) throws IdentityException {
        Set<String> roles = new LinkedHashSet<>();
        for (String entry : list.split(",", -1)) {
            String role = entry.strip();
            if (role.contains("#")) {
                throw new IdentityException(
                        place + "a role has no # in it; a comment has a line of its own");
            }
            if (!role.isEmpty()) { // a comma too many says nothing
                roles.add(role);
            }
        }
        if (roles.isEmpty()) {
            throw new IdentityException(place + "names no role; " + FORM);
        }
        return Set.copyOf(roles);
    }
}
