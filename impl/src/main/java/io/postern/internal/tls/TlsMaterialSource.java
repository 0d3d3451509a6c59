package io.postern.internal.tls;

import io.postern.internal.config.ByApplication;
import io.postern.internal.config.KeySource;
import io.postern.internal.config.KeyStoreConfig;
import io.postern.internal.config.PemConfig;
import io.postern.internal.config.SelfSigned;
import java.time.Clock;
import java.util.List;

/** The way to a listener's key and certificates, wherever the configuration says they are. */
public final class TlsMaterialSource {

    private TlsMaterialSource() {}

    /**
     * Reads and checks the material anew with each call. Blocks: files are read, and a development
     * certificate may be made by another process; not for event loops. A resource is looked for
     * with the context class loader, which must be the application's.
     *
     * @param clock decides about validity
     * @throws TlsMaterialException when a listener could not serve with it
     */
    public static List<TlsMaterial> load(KeySource source, Clock clock)
            throws TlsMaterialException {
        if (source instanceof KeyStoreConfig keyStore) {
            return KeyStoreLoader.loadAll(keyStore, clock);
        }
        if (source instanceof PemConfig pem) {
            return List.of(PemLoader.load(pem, clock));
        }
        if (source instanceof ByApplication application) {
            return ApplicationCertificates.load(application, clock);
        }
        SelfSigned selfSigned = (SelfSigned) source;
        return List.of(new DevelopmentCertificate(selfSigned.directory(), clock).load());
    }
}
