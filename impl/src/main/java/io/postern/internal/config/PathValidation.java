package io.postern.internal.config;

/** What a path that cannot be validated means: {@code wss.tls.path-validation}. */
public enum PathValidation {
    /** The client is refused; validators are asked about the others. */
    REQUIRED,
    /** The validators alone decide; they are told why the path is not valid. */
    VALIDATORS
}
