package io.postern.internal.cdi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * A source that has its values in a form in which nobody finds them, and tells them to its
 * application alone: to threads with the class loader of its maker.
 */
final class MaskedSource implements ConfigSource {

    private static final int MASK = 0x5A;

    private final Map<String, String> masked;
    private final ClassLoader application = Thread.currentThread().getContextClassLoader();

    /**
     * @param masked keys with the masked forms of their values
     */
    MaskedSource(Map<String, String> masked) {
        this.masked = new TreeMap<>(masked);
    }

    /** The other form of a value. */
    static String mask(String value) {
        return HexFormat.of().formatHex(flipped(value.getBytes(UTF_8)));
    }

    /** The value itself, anew each time. */
    static String unmask(String masked) {
        return new String(flipped(HexFormat.of().parseHex(masked)), UTF_8);
    }

    private static byte[] flipped(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= MASK;
        }
        return bytes;
    }

    @Override
    public Set<String> getPropertyNames() {
        return masked.keySet();
    }

    @Override
    public String getValue(String name) {
        String value = masked.get(name);
        if (value == null || Thread.currentThread().getContextClassLoader() != application) {
            return null;
        }
        return unmask(value);
    }

    @Override
    public String getName() {
        return "masked";
    }
}
