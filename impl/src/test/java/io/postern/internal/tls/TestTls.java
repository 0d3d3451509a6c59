package io.postern.internal.tls;

import io.postern.internal.config.ClientAuthConfig;
import io.postern.internal.config.OnTrustChange;
import io.postern.internal.config.ReloadConfig;
import io.postern.internal.config.SelfSigned;
import io.postern.internal.config.ServerCertificates;
import io.postern.internal.config.TlsConfig;
import io.postern.internal.config.TlsPolicy;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.config.UnmatchedName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** TLS for tests: material that is there already, and nothing that looks for changes. */
public final class TestTls {

    private TestTls() {}

    public static Tls open(TlsProvider engine, TlsMaterial material) throws TlsMaterialException {
        return open(engine, TlsPolicy.standard(), material);
    }

    public static Tls open(TlsProvider engine, TlsPolicy policy, TlsMaterial material)
            throws TlsMaterialException {
        return open(config(engine, policy, ClientAuthConfig.NONE), LoadedMaterial.of(material));
    }

    public static Tls open(TlsConfig config, LoadedMaterial material) throws TlsMaterialException {
        return Tls.open(config, material, services(ValidatorCalls.NONE));
    }

    public static TlsConfig config(TlsProvider engine, TlsPolicy policy, ClientAuthConfig clients) {
        return new TlsConfig(
                engine,
                new ServerCertificates(
                        List.of(new SelfSigned(Path.of("unused"))), UnmatchedName.DEFAULT),
                policy,
                clients,
                new ReloadConfig(Optional.empty(), OnTrustChange.KEEP));
    }

    public static TlsServices services(ValidatorCalls validators) {
        return new TlsServices("test", 4, validators, Clock.systemUTC());
    }

    /** Has {@code tls}, for which no interval is configured, look for changes once. */
    public static void poll(Tls tls) {
        tls.poll();
    }
}
