package io.postern.internal.identity;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public keys as PEM (RFC 7468): {@code PUBLIC KEY} or {@code CERTIFICATE}, of which only the key
 * counts.
 *
 * @param place where the text is, for messages
 */
record PublicPem(String place) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private static final List<String> TYPES = List.of("RSA", "EC", "EdDSA");

    List<PublicKey> read(String text) throws IdentityException {
        List<PublicKey> keys = new ArrayList<>();
        // environment variables often carry line ends as backslash and letter
        Matcher blocks = BLOCK.matcher(text.replace("\\n", "\n").replace("\\r", "\n"));
        while (blocks.find()) {
            keys.add(key(blocks.group(1), blocks.group(2)));
        }
        if (keys.isEmpty()) {
            throw new IdentityException(place + " has no complete PEM block in it");
        }
        return keys;
    }

    private PublicKey key(String label, String body) throws IdentityException {
        byte[] content;
        try {
            content = Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IdentityException(place + " has PEM with broken Base64 in it");
        }
        return switch (label) {
            case "PUBLIC KEY" -> publicKey(content);
            case "CERTIFICATE" -> certificate(content);
            default ->
                    throw new IdentityException(
                            place
                                    + " has a PEM block "
                                    + label
                                    + " in it; configure the public key, as PUBLIC KEY or"
                                    + " CERTIFICATE, and nothing else");
        };
    }

    private PublicKey publicKey(byte[] content) throws IdentityException {
        for (String type : TYPES) {
            try {
                return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(content));
            } catch (GeneralSecurityException e) {
                // of another type: the content says which, and the next is tried
            }
        }
        throw new IdentityException(
                place + " has a PUBLIC KEY in it that is broken, or is no RSA, EC or EdDSA key");
    }

    private PublicKey certificate(byte[] content) throws IdentityException {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(content))
                    .getPublicKey();
        } catch (CertificateException e) {
            throw new IdentityException(place + " has a CERTIFICATE in it that is broken");
        }
    }
}
