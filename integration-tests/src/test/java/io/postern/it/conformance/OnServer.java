package io.postern.it.conformance;

import io.postern.it.support.Application;
import io.postern.it.support.ServerLog;
import io.postern.it.support.TestKeyStore;
import io.postern.it.support.Wars;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A WAR that Arquillian deploys, as the {@link Environment} of the chapters in a test class. */
final class OnServer implements ParameterResolver {

    private final TestKeyStore keyStore = TestKeyStore.create();
    private final ServerLog log = new ServerLog();
    private final String name;
    private final Environment environment;

    OnServer(String name) {
        this.name = name;
        this.environment = new Environment(new Port(), log::text, keyStore.clientTls());
    }

    /** The application with the endpoints of the chapters that are nested in {@code tests}. */
    Wars war(Class<?> tests) {
        Wars war = Wars.named(name).with(Suite.classes(tests)).keyStore(keyStore);
        Suite.PROPERTIES.forEach(war::property);
        return war;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Environment.class;
    }

    @Override
    public Environment resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return environment;
    }

    /** Asks the application once, when a test first wants to know. */
    private final class Port implements IntSupplier {

        private int port;

        @Override
        public int getAsInt() {
            if (port == 0) {
                port = new Application(name, keyStore).port();
            }
            return port;
        }
    }
}
