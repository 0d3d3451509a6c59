package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads a key store file into memory and tells a PKCS12 store from what is often taken for one. */
final class KeyStoreFile {

    static final int MAX_SIZE = 16 << 20;

    private static final int JKS_MAGIC = 0xFEEDFEED;
    private static final int JCEKS_MAGIC = 0xCECECECE;
    private static final int DER_SEQUENCE = 0x30;
    private static final int PEM_SEARCH = 4096;

    private KeyStoreFile() {}

    /** The whole content, which begins like a PKCS12 store and is not cut off. */
    static byte[] read(Path path, KeyStoreProblems problems) throws TlsMaterialException {
        byte[] content;
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (!file.isRegularFile()) {
                throw problems.notAFile(file.isDirectory() ? "a directory" : "not a regular file");
            }
            try (InputStream in = Files.newInputStream(path)) {
                content = in.readNBytes(MAX_SIZE + 1);
            }
        } catch (IOException e) {
            throw problems.unreadable(e);
        }
        if (content.length > MAX_SIZE) {
            throw problems.tooLarge(MAX_SIZE);
        }
        recognise(content, problems);
        return content;
    }

    private static void recognise(byte[] content, KeyStoreProblems problems)
            throws TlsMaterialException {
        if (content.length == 0) {
            throw problems.empty();
        }
        int magic = content.length < Integer.BYTES ? 0 : ByteBuffer.wrap(content).getInt();
        // The JDK's PKCS12 type opens JKS as well; accepted here, it would fail in other runtimes.
        if (magic == JKS_MAGIC || magic == JCEKS_MAGIC) {
            throw problems.keytoolFormat(magic == JKS_MAGIC ? "JKS" : "JCEKS");
        }
        int searched = Math.min(content.length, PEM_SEARCH);
        if (new String(content, 0, searched, ISO_8859_1).contains("-----BEGIN ")) {
            throw problems.pemFormat();
        }
        recognisePkcs12(content, problems);
    }

    /** PFX ::= SEQUENCE { version INTEGER (3), ... }, RFC 7292 section 4. */
    private static void recognisePkcs12(byte[] content, KeyStoreProblems problems)
            throws TlsMaterialException {
        if ((content[0] & 0xFF) != DER_SEQUENCE || content.length < 2) {
            throw problems.notPkcs12();
        }
        int first = content[1] & 0xFF;
        int lengthBytes = first > 0x80 ? first & 0x7F : 0;
        int version = 2 + lengthBytes;
        if (lengthBytes > Integer.BYTES || content.length < version + 3) {
            throw problems.notPkcs12();
        }
        if (content[version] != 2 || content[version + 1] != 1 || content[version + 2] != 3) {
            throw problems.notPkcs12();
        }
        long announced = first;
        for (int i = 0; i < lengthBytes; i++) {
            announced = (i == 0 ? 0 : announced << 8) | (content[2 + i] & 0xFF);
        }
        boolean indefinite = first == 0x80;
        if (!indefinite && version + announced > content.length) {
            throw problems.truncated(version + announced, content.length);
        }
    }
}
