package io.postern.internal.tls;

import io.netty.pkitesting.X509Bundle;
import io.postern.internal.config.PemConfig;
import io.postern.internal.config.PemLocation;
import io.postern.internal.config.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and keys as PEM, in each of the forms that are in use. */
record PemFiles(Path directory) {

    static final String PREFIX = "wss.tls.key-store.pem";
    static final String PASSWORD = "canary-of-the-key";

    private static final int P256_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();

    Path write(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    static PemConfig config(Path cert, Path key, String password) {
        return new PemConfig(
                new PemLocation.InFile(cert),
                new PemLocation.InFile(key),
                Optional.ofNullable(password).map(Secret::of),
                PREFIX);
    }

    PemConfig config(String cert, String key, String password) throws Exception {
        return config(write("cert.pem", cert), write("key.pem", key), password);
    }

    static PemConfig inline(String cert, String key) {
        return new PemConfig(
                new PemLocation.Inline(Secret.of(cert)),
                new PemLocation.Inline(Secret.of(key)),
                Optional.empty(),
                PREFIX);
    }

    /** The chain without repetition: a self-signed certificate counts as its own issuer. */
    static String chain(X509Bundle bundle) {
        return Stream.of(bundle.getCertificatePathWithRoot())
                .distinct()
                .map(PemFiles::certificate)
                .collect(Collectors.joining());
    }

    static String certificate(X509Certificate certificate) {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pkcs8(X509Bundle bundle) {
        return block("PRIVATE KEY", key(bundle).getEncoded());
    }

    /** What PKCS#8 wraps for RSA begins with a SEQUENCE of a length in two bytes. */
    static String pkcs1(X509Bundle bundle) {
        byte[] pkcs8 = key(bundle).getEncoded();
        int start = 26;
        return block("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, start, pkcs8.length));
    }

    static String sec1(X509Bundle p256) {
        String curve = "a00a" + "06082a8648ce3d030107";
        return block("EC PRIVATE KEY", HEX.parseHex("3031" + "0201010420" + scalar(p256) + curve));
    }

    /** The curve stands in a block of its own only. */
    static String sec1WithParameters(X509Bundle p256) {
        return block("EC PARAMETERS", HEX.parseHex("06082a8648ce3d030107"))
                + sec1WithoutCurve(p256);
    }

    static String sec1WithoutCurve(X509Bundle p256) {
        return block("EC PRIVATE KEY", HEX.parseHex("3025" + "0201010420" + scalar(p256)));
    }

    static String encrypted(X509Bundle bundle, String algorithm) throws Exception {
        Cipher cipher = Cipher.getInstance(algorithm);
        PBEKeySpec password = new PBEKeySpec(PASSWORD.toCharArray());
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(password));
        byte[] content = cipher.doFinal(key(bundle).getEncoded());
        byte[] parameters = cipher.getParameters().getEncoded();
        byte[] info =
                algorithm.contains("Hmac")
                        ? pbes2(parameters, content)
                        : new EncryptedPrivateKeyInfo(cipher.getParameters(), content).getEncoded();
        return block("ENCRYPTED PRIVATE KEY", info);
    }

    /** The JDK reads this and cannot write it: EncryptedPrivateKeyInfo, RFC 5958 section 3. */
    private static byte[] pbes2(byte[] parameters, byte[] content) {
        byte[] scheme = HEX.parseHex("06092a864886f70d01050d");
        return Der.element(0x30, Der.element(0x30, scheme, parameters), Der.element(0x04, content));
    }

    static String block(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static String scalar(X509Bundle p256) {
        byte[] big = ((ECPrivateKey) key(p256)).getS().toByteArray();
        byte[] scalar = new byte[P256_BYTES];
        int used = Math.min(big.length, P256_BYTES);
        System.arraycopy(big, big.length - used, scalar, P256_BYTES - used, used);
        return HEX.formatHex(scalar);
    }

    private static PrivateKey key(X509Bundle bundle) {
        return bundle.getKeyPair().getPrivate();
    }
}
