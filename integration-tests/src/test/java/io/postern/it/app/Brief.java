package io.postern.it.app;

import jakarta.enterprise.context.ApplicationScoped;

/** A class of those applications alone that are deployed again and again. */
@ApplicationScoped
public class Brief {}
