package io.postern.internal.config;

/** Where a listener's certificate and private key come from. */
public sealed interface KeySource permits ByApplication, KeyStoreConfig, PemConfig, SelfSigned {}
