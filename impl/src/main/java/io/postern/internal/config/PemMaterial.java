package io.postern.internal.config;

import java.util.regex.Pattern;

/** Tells key material from the name of a place. */
final class PemMaterial {

    static final String BEGIN = "-----BEGIN";
    static final String CLASS_PATH = "classpath:";

    /** The shortest private key, of Ed25519, has 64 characters. */
    private static final Pattern BARE_BASE64 = Pattern.compile("[A-Za-z0-9+/=\\s]{60,}");

    private static final Pattern ARMOUR = Pattern.compile("-----|BEGIN [A-Z0-9 ]*PRIVATE KEY");

    private PemMaterial() {}

    /** Whether the text may hold a private key and so must not be shown. */
    static boolean isIn(String text) {
        return ARMOUR.matcher(text).find() || BARE_BASE64.matcher(text).matches();
    }
}
