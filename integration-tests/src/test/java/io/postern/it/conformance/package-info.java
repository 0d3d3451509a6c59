/**
 * What Jakarta WebSocket demands of a server, assertion by assertion. Each test names those that it
 * shows: WSC with the specification's own number, D and J with the numbers that the site's page on
 * the specification gives to demands that have none there, of the document and of the Javadoc.
 *
 * <p>A class named {@code …Conformance} is a chapter of the suite and knows nothing of where it
 * runs. The endpoints that it talks to lie in the class of the same name that ends in {@code
 * Endpoints}; they tell over the wire what they saw.
 */
@NullMarked
package io.postern.it.conformance;

import org.jspecify.annotations.NullMarked;
