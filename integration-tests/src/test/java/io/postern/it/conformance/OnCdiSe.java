package io.postern.it.conformance;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs the chapters in a test class against an application on CDI SE: starts it before the first
 * chapter and ends it after the last.
 */
final class OnCdiSe implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(OnCdiSe.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        // A chapter, being nested, finds what its test class has put here.
        context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        SeApplication.class,
                        key ->
                                SeApplication.start(
                                        Suite.PROPERTIES,
                                        Suite.classes(context.getRequiredTestClass())));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Environment.class;
    }

    @Override
    public Environment resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .get(SeApplication.class, SeApplication.class)
                .environment();
    }
}
