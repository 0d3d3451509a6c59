package io.postern.internal.config;

import java.nio.file.Path;

/** Where PEM text is. */
public sealed interface PemLocation {

    /** A file; a relative path counts from the server's working directory. */
    record InFile(Path path) implements PemLocation {}

    /** A resource of the application, named without a slash at its beginning. */
    record InClassPath(String name) implements PemLocation {}

    /** The configured value itself; a secret also where it should be a certificate. */
    record Inline(Secret text) implements PemLocation {}

    /**
     * From a configured value, which must have no surrounding blanks.
     *
     * @param secret where the value is to be had when it is PEM text itself
     * @throws IllegalArgumentException when it is none of the three; the message repeats nothing
     */
    static PemLocation of(String value, Secret secret) {
        if (value.startsWith(PemMaterial.BEGIN)) {
            return new Inline(secret);
        }
        if (PemMaterial.isIn(value)) {
            throw new IllegalArgumentException(
                    "must be the path of a file, classpath: and the name of a resource, or PEM text"
                            + " that begins with "
                            + PemMaterial.BEGIN
                            + " and a label");
        }
        if (!value.startsWith(PemMaterial.CLASS_PATH)) {
            return new InFile(ValueConverters.file(value));
        }
        String name = value.substring(PemMaterial.CLASS_PATH.length()).replaceFirst("^/+", "");
        if (name.isBlank()) {
            throw new IllegalArgumentException("must name a resource after classpath:");
        }
        return new InClassPath(name);
    }
}
