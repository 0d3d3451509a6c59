package io.postern.internal.tls;

import java.nio.file.Path;

/** What can be wrong with the file of a key store or trust store before it is opened. */
interface StoreFileProblems {

    FileProblems file(Path path);

    TlsMaterialException truncated(long announced, int present);

    /** The file has another format that keytool writes. */
    TlsMaterialException keytoolFormat(String format);

    /** PKCS12 where JKS is configured. */
    TlsMaterialException isPkcs12();

    TlsMaterialException pemFormat();

    TlsMaterialException otherFormat();
}
