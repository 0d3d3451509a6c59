package io.postern.internal.cdi;

import static io.postern.internal.cdi.CdiLog.LOG;

import io.postern.internal.config.ConfigReader;
import io.postern.internal.config.ListenerConfig;
import io.postern.internal.tls.ExposingSwitches;
import io.postern.internal.tls.KeyFilePermissions;
import java.util.List;

/** Says at the start what is allowed and still unwise. */
final class SecurityWarnings {

    private SecurityWarnings() {}

    static void log(ConfigReader config, List<ListenerConfig> listeners) {
        if (listeners.isEmpty()) {
            return;
        }
        ExposingSwitches.warn();
        KeyFilePermissions permissions = new KeyFilePermissions();
        listeners.forEach(one -> one.tls().certificates().sources().forEach(permissions::check));
        config.literalSecrets()
                .forEach(secret -> LOG.literalSecret(secret.key(), secret.environmentName()));
    }
}
