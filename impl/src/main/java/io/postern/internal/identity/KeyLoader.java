package io.postern.internal.identity;

import io.postern.internal.config.KeyOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the place where keys are.
 *
 * @param algorithm that keys must fit
 * @param nanoTime by which they grow old
 */
record KeyLoader(KeyFit algorithm, LongSupplier nanoTime) {

    /**
     * Loads the keys.
     *
     * @throws IdentityException when they are not usable; those at a URI are not looked at yet
     */
    KeySource open(KeyOrigin origin) throws IdentityException {
        KeyParser parser = new KeyParser(origin.place(), algorithm);
        if (origin instanceof KeyOrigin.Inline inline) {
            return fixed(parser.parse(inline.text()));
        }
        if (origin instanceof KeyOrigin.InFile file) {
            return file(file.path(), parser);
        }
        if (origin instanceof KeyOrigin.InClassPath resource) {
            return resource(resource, parser);
        }
        KeyOrigin.AtUri remote = (KeyOrigin.AtUri) origin;
        if ("http".equalsIgnoreCase(remote.uri().getScheme())) {
            IdentityLog.LOG.keysWithoutTls(remote.place());
        }
        return new FetchedKeys(new KeyFetch(remote.uri(), parser), nanoTime);
    }

    private static KeySource fixed(VerificationKeys keys) {
        return () -> keys;
    }

    private KeySource file(Path path, KeyParser parser) throws IdentityException {
        return new ReloadedFile<>(path, parser::parse, nanoTime)::current;
    }

    private KeySource resource(KeyOrigin.InClassPath resource, KeyParser parser)
            throws IdentityException {
        Optional<String> text = read(resource.name());
        if (text.isPresent()) {
            return fixed(parser.parse(text.get()));
        }
        if (resource.otherwise().isPresent()) {
            return file(resource.otherwise().get(), parser);
        }
        throw new IdentityException(
                resource.place() + " does not exist: the application has no such resource");
    }

    private static Optional<String> read(String name) throws IdentityException {
        try (InputStream in = stream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(
                            new String(in.readNBytes(KeyFetch.MAX_SIZE), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IdentityException("the resource " + name + " cannot be read: " + e);
        }
    }

    private static @Nullable InputStream stream(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return application == null
                ? KeyLoader.class.getClassLoader().getResourceAsStream(name)
                : application.getResourceAsStream(name);
    }
}
