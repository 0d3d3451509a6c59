package io.postern.internal.tls;

import java.nio.ByteBuffer;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates that a revocation list is about: issuingDistributionPoint, RFC 5280 section
 * 5.2.5.
 *
 * @param kind whether it is about all of them
 * @param points the encoded names of its distribution point, one of which the certificate must
 *     name; empty for a list that has none
 */
record CrlScope(Kind kind, Set<ByteBuffer> points) {

    static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    private static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
    private static final int POINT = Der.constructed(0);
    private static final int FULL_NAME = Der.constructed(0);
    private static final int ONLY_USERS = Der.primitive(1);
    private static final int ONLY_AUTHORITIES = Der.primitive(2);
    private static final byte FALSE = 0;

    enum Kind {
        ALL,
        USERS,
        AUTHORITIES
    }

    /** Empty where the list is limited in a way that is not understood here. */
    static Optional<CrlScope> of(X509CRL crl) {
        byte[] extension = crl.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
        if (extension == null) {
            return Optional.of(new CrlScope(Kind.ALL, Set.of()));
        }
        try {
            return parse(sequence(extension));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean covers(X509Certificate certificate) {
        boolean authority = certificate.getBasicConstraints() >= 0;
        boolean kindFits = kind == Kind.ALL || authority == (kind == Kind.AUTHORITIES);
        return kindFits
                && (points.isEmpty() || points(certificate).stream().anyMatch(points::contains));
    }

    private static Optional<CrlScope> parse(ByteBuffer limits) {
        Kind kind = Kind.ALL;
        Set<ByteBuffer> points = Set.of();
        boolean understood = true;
        while (understood && limits.hasRemaining()) {
            int tag = Der.tag(limits);
            ByteBuffer limit = Der.content(limits, tag);
            if (tag == POINT) {
                points = elements(Der.content(limit, FULL_NAME));
                understood = !points.isEmpty();
            } else if (!limit.equals(ByteBuffer.wrap(new byte[] {FALSE}))) {
                boolean known = tag == ONLY_USERS || tag == ONLY_AUTHORITIES;
                understood = known && kind == Kind.ALL;
                kind = tag == ONLY_USERS ? Kind.USERS : Kind.AUTHORITIES;
            }
        }
        return understood ? Optional.of(new CrlScope(kind, points)) : Optional.empty();
    }

    /** The encoded names in the certificate's cRLDistributionPoints; they are only compared. */
    private static Set<ByteBuffer> points(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(CRL_DISTRIBUTION_POINTS);
        Set<ByteBuffer> names = new HashSet<>();
        if (extension == null) {
            return names;
        }
        try {
            ByteBuffer points = sequence(extension);
            while (points.hasRemaining()) {
                ByteBuffer point = Der.content(points, Der.SEQUENCE);
                if (point.hasRemaining() && Der.tag(point) == POINT) {
                    names.addAll(fullName(Der.content(point, POINT)));
                }
            }
            return names;
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    private static Set<ByteBuffer> fullName(ByteBuffer point) {
        return point.hasRemaining() && Der.tag(point) == FULL_NAME
                ? elements(Der.content(point, FULL_NAME))
                : Set.of();
    }

    /** The content of an extension that is a SEQUENCE. */
    private static ByteBuffer sequence(byte[] extension) {
        return Der.content(Der.content(ByteBuffer.wrap(extension), Der.OCTET_STRING), Der.SEQUENCE);
    }

    /** The elements of {@code from}, whole. */
    private static Set<ByteBuffer> elements(ByteBuffer from) {
        Set<ByteBuffer> elements = new HashSet<>();
        while (from.hasRemaining()) {
            int start = from.position();
            Der.content(from, Der.tag(from));
            elements.add(from.slice(start, from.position() - start));
        }
        return elements;
    }
}
