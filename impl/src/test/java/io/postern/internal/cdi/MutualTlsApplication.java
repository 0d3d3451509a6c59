package io.postern.internal.cdi;

import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.internal.listener.Pki;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An application on CDI SE whose listener asks its clients for certificates. */
final class MutualTlsApplication implements AutoCloseable {

    private final SeApplication application;
    private final Pki pki;

    private MutualTlsApplication(SeApplication application, Pki pki) {
        this.application = application;
        this.pki = pki;
    }

    /**
     * Starts an application with these beans.
     *
     * @param directory where {@code pki} has its files
     * @param properties go before the usual ones: the files as PEM, client-auth=required
     */
    static MutualTlsApplication start(
            Pki pki, Path directory, Map<String, String> properties, Class<?>... beans)
            throws Exception {
        Map<String, String> all = new HashMap<>();
        all.put("wss.tls.key-store.p12.path", "");
        all.put("wss.tls.key-store.p12.password", "");
        all.put("wss.tls.key-store.pem.cert", directory.resolve("server.crt").toString());
        all.put("wss.tls.key-store.pem.key", directory.resolve("server.key").toString());
        all.put("wss.tls.client-auth", "required");
        all.put("wss.tls.trust-store.pem.certs", directory.resolve("clients.pem").toString());
        all.putAll(properties);
        return new MutualTlsApplication(SeApplication.start(directory, all, beans), pki);
    }

    /** Connects with a certificate for this name, or with none for null. */
    SeApplication.Client connect(String path, @Nullable String name) throws Exception {
        return connectWith(path, name == null ? null : pki.client("CN=" + name));
    }

    SeApplication.Client connectWith(String path, @Nullable X509Bundle certificate)
            throws Exception {
        return application.connect(path, pki.clientTls(certificate));
    }

    long refused(RefusalReason reason) {
        return application.listener().statistics().refused(reason);
    }

    <T> T bean(Class<T> type) {
        return application.container().select(type).get();
    }

    SeApplication application() {
        return application;
    }

    @Override
    public void close() {
        application.close();
    }
}
