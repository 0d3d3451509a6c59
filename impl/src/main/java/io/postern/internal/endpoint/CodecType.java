package io.postern.internal.endpoint;

/**
 * One thing that an encoder or decoder class can do; a class that implements several forms has
 * several.
 *
 * @param implementation the application's class
 * @param form the interface that it implements
 * @param object the type that it encodes or decodes
 */
record CodecType(Class<?> implementation, CodecForm form, Class<?> object) {}
