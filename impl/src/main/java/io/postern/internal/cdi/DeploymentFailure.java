package io.postern.internal.cdi;

import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.List;
import java.util.Optional;

/** One exception that lists all problems, for not every server prints more than one. */
final class DeploymentFailure {

    private static final CdiLog LOG = CdiLog.LOG;

    private DeploymentFailure() {}

    /** What fails the deployment, said in the log as well, if there is a problem. */
    static Optional<DeploymentException> of(List<String> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        String message = LOG.cannotDeploy(problems.size(), CdiLog.list(problems));
        LOG.deploymentFailed(message);
        return Optional.of(new DeploymentException(message));
    }
}
