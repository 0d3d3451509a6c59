package io.postern.internal.endpoint;

/**
 * Where instances of the application's classes come from: endpoints, encoders, decoders,
 * configurators. The CDI side honours scopes and injects.
 */
@FunctionalInterface
public interface Components {

    /** The instances of one class; says nothing about whether they can be made. */
    InstanceSource of(Class<?> type);
}
