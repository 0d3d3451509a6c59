package io.postern.it.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Payara Server. */
record Payara(Path directory) implements TestedServer {

    @Override
    public Path dropins() {
        return directory.resolve("autodeploy");
    }

    @Override
    public boolean hasGivenUp(Path war, String log) {
        return Files.exists(war.resolveSibling(war.getFileName() + "_deployFailed"));
    }

    @Override
    public String failedDeployment() {
        return "Exception while loading the app";
    }

    @Override
    public List<String> classNeededTooLate() {
        return List.of("This web container has not yet been started", "failed to remove it");
    }

    @Override
    public Optional<ServerFeature> webSocket() {
        return Optional.empty();
    }

    @Override
    public ServerFeature health() {
        return ServerFeature.PERMANENT;
    }

    @Override
    public ServerFeature tokens() {
        return ServerFeature.PERMANENT;
    }

    @Override
    public String readiness() {
        return "/health/ready";
    }

    @Override
    public boolean keepsFailedDeployments() {
        return false;
    }

    @Override
    public boolean loadsInitializersApart() {
        return true;
    }

    @Override
    public boolean hasSessionBeans() {
        return true;
    }

    @Override
    public int openToTheNetwork() {
        return 0;
    }
}
