package io.postern.benchmarks.harness;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.postern.benchmarks.endpoints.PeerProcess;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

/** The kind of key that all servers of a run have. */
enum KeyKind {
    P_256("p-256", Algorithm.ecp256),
    RSA_2048("rsa-2048", Algorithm.rsa2048);

    private final String title;
    private final Algorithm algorithm;

    KeyKind(String title, Algorithm algorithm) {
        this.title = title;
        this.algorithm = algorithm;
    }

    String title() {
        return title;
    }

    /** Makes a key and its certificate, in the forms that servers take, and says where. */
    Path write(Path parent) throws Exception {
        X509Bundle bundle =
                new CertificateBuilder()
                        .subject("CN=localhost")
                        .addSanDnsName("localhost")
                        .algorithm(algorithm)
                        .setIsCertificateAuthority(true)
                        .buildSelfSigned();
        PeerProcess files = new PeerProcess(Files.createDirectories(parent.resolve(title)), "");
        char[] password = PeerProcess.PASSWORD.toCharArray();
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, null);
        keyStore.setKeyEntry(
                "server", bundle.getKeyPair().getPrivate(), password, bundle.getCertificatePath());
        try (OutputStream file = Files.newOutputStream(files.keyStore())) {
            keyStore.store(file, password);
        }
        Files.writeString(files.certificate(), bundle.getCertificatePEM());
        Files.writeString(files.privateKey(), bundle.getPrivateKeyPEM());
        return files.keys();
    }
}
