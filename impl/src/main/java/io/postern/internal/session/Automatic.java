package io.postern.internal.session;

/** A frame that the container sends by itself: it says nothing about the application. */
interface Automatic {}
