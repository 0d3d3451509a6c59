package io.postern.internal.tls;

import io.postern.internal.config.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.security.auth.DestroyFailedException;
import org.jspecify.annotations.Nullable;

/** Takes the one private key out of PEM text, in whichever of its four forms it is. */
final class PemKey {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private final PemText text;
    private final PemBlock block;

    private PemKey(PemText text, PemBlock block) {
        this.text = text;
        this.block = block;
    }

    static PrivateKey in(PemText text, Optional<Secret> password) throws TlsMaterialException {
        List<PemBlock> keys = text.blocks().stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.isEmpty()) {
            throw text.problems().noPrivateKey(text.blocks());
        }
        if (keys.size() > 1) {
            throw text.problems().severalKeys(keys);
        }
        return new PemKey(text, keys.get(0)).key(password);
    }

    private PrivateKey key(Optional<Secret> password) throws TlsMaterialException {
        if (block.label().startsWith("OPENSSH")) {
            throw text.problems().openSsh();
        }
        if (block.headers().contains("ENCRYPTED")) {
            throw text.problems().oldEncryption();
        }
        boolean encrypted = block.label().equals("ENCRYPTED PRIVATE KEY");
        if (encrypted && password.isEmpty()) {
            throw text.problems().noPassword();
        }
        if (!encrypted && password.isPresent()) {
            throw text.problems().needlessPassword();
        }
        byte[] content = block.content().orElseThrow(() -> bad(null));
        return password.isPresent()
                ? generate(decrypt(content, password.get()))
                : generate(new PKCS8EncodedKeySpec(pkcs8(content)));
    }

    private byte[] pkcs8(byte[] content) throws TlsMaterialException {
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> content;
                case "RSA PRIVATE KEY" -> Pkcs8.ofPkcs1(content);
                case "EC PRIVATE KEY" -> Pkcs8.ofSec1(content, curve());
                default -> throw bad(null);
            };
        } catch (IllegalArgumentException e) {
            throw bad(e);
        }
    }

    /** What OpenSSL writes in front of a key: the name of its curve (RFC 5915 section 4). */
    private Optional<byte[]> curve() {
        return text.blocks().stream()
                .filter(other -> other.label().equals("EC PARAMETERS"))
                .findFirst()
                .flatMap(PemBlock::content);
    }

    private PKCS8EncodedKeySpec decrypt(byte[] content, Secret password)
            throws TlsMaterialException {
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
            String algorithm = algorithm(info);
            SecretKey key = secretKey(SecretKeyFactory.getInstance(algorithm), password);
            try {
                Cipher cipher = Cipher.getInstance(algorithm);
                cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
                return open(info, cipher);
            } finally {
                wipe(key);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw text.problems().unsupportedEncryption(e);
        }
    }

    /** For PBES2 the name of the whole scheme is to be had from its parameters alone. */
    private static String algorithm(EncryptedPrivateKeyInfo info) {
        String name = info.getAlgName();
        boolean pbes2 = name.equals("PBES2") || name.equals("1.2.840.113549.1.5.13");
        return pbes2 ? String.valueOf(info.getAlgParameters()) : name;
    }

    private SecretKey secretKey(SecretKeyFactory factory, Secret password)
            throws TlsMaterialException {
        try (SecretText characters = SecretText.of(password)) {
            PBEKeySpec spec = new PBEKeySpec(characters.characters());
            try {
                return factory.generateSecret(spec);
            } finally {
                spec.clearPassword();
            }
        } catch (InvalidKeySpecException e) {
            throw text.problems().unusablePassword(e);
        }
    }

    /** The key is the password itself, as bytes. */
    private static void wipe(SecretKey key) {
        try {
            key.destroy();
        } catch (DestroyFailedException e) {
            // left to the collector, with a provider whose keys cannot be wiped
        }
    }

    private PKCS8EncodedKeySpec open(EncryptedPrivateKeyInfo info, Cipher cipher)
            throws TlsMaterialException {
        try {
            return info.getKeySpec(cipher);
        } catch (InvalidKeySpecException e) {
            throw text.problems().wrongPassword(e);
        }
    }

    private PrivateKey generate(PKCS8EncodedKeySpec spec) throws TlsMaterialException {
        GeneralSecurityException last = new NoSuchAlgorithmException("no key algorithms");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw bad(last);
    }

    private TlsMaterialException bad(@Nullable Throwable cause) {
        return text.problems().badKey(block.label(), cause);
    }
}
