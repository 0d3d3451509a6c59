package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.postern.internal.config.KeyStoreType;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Tells the formats of key store files from each other and from what is often taken for one. */
final class KeyStoreFile {

    private static final int JKS_MAGIC = 0xFEEDFEED;
    private static final int JCEKS_MAGIC = 0xCECECECE;
    private static final int DER_SEQUENCE = 0x30;
    private static final int PEM_SEARCH = 4096;

    private KeyStoreFile() {}

    /** The whole content, which begins like a store of the type configured and is not cut off. */
    static byte[] read(Path path, KeyStoreType type, StoreFileProblems problems)
            throws TlsMaterialException {
        byte[] content = MaterialFile.read(path, problems.file(path));
        if (type.equals(KeyStoreType.PKCS12)) {
            recognisePkcs12(content, problems);
        } else if (type.equals(KeyStoreType.JKS)) {
            recogniseJks(content, problems);
        }
        return content;
    }

    private static void recogniseJks(byte[] content, StoreFileProblems problems)
            throws TlsMaterialException {
        int magic = magic(content);
        if (magic == JKS_MAGIC) {
            return;
        }
        if (magic == JCEKS_MAGIC) {
            throw problems.keytoolFormat("JCEKS");
        }
        refusePem(content, problems);
        // The JDK's JKS type opens PKCS12 as well; accepted here, it would fail in other runtimes.
        recognisePfx(content, problems);
        throw problems.isPkcs12();
    }

    private static void recognisePkcs12(byte[] content, StoreFileProblems problems)
            throws TlsMaterialException {
        int magic = magic(content);
        // The JDK's PKCS12 type opens JKS as well; accepted here, it would fail in other runtimes.
        if (magic == JKS_MAGIC || magic == JCEKS_MAGIC) {
            throw problems.keytoolFormat(magic == JKS_MAGIC ? "JKS" : "JCEKS");
        }
        refusePem(content, problems);
        recognisePfx(content, problems);
    }

    private static int magic(byte[] content) {
        return content.length < Integer.BYTES ? 0 : ByteBuffer.wrap(content).getInt();
    }

    private static void refusePem(byte[] content, StoreFileProblems problems)
            throws TlsMaterialException {
        int searched = Math.min(content.length, PEM_SEARCH);
        if (new String(content, 0, searched, ISO_8859_1).contains("-----BEGIN ")) {
            throw problems.pemFormat();
        }
    }

    /** PFX ::= SEQUENCE { version INTEGER (3), ... }, RFC 7292 section 4. */
    private static void recognisePfx(byte[] content, StoreFileProblems problems)
            throws TlsMaterialException {
        if ((content[0] & 0xFF) != DER_SEQUENCE || content.length < 2) {
            throw problems.otherFormat();
        }
        int first = content[1] & 0xFF;
        int lengthBytes = first > 0x80 ? first & 0x7F : 0;
        int version = 2 + lengthBytes;
        if (lengthBytes > Integer.BYTES || content.length < version + 3) {
            throw problems.otherFormat();
        }
        if (content[version] != 2 || content[version + 1] != 1 || content[version + 2] != 3) {
            throw problems.otherFormat();
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
