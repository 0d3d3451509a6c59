package io.postern.internal.tls;

import io.postern.internal.config.PrincipalSource;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Finds who a client is in its certificate. Different names never give the same principal, and what
 * could be read in two ways gives none.
 *
 * @param source the part that names it
 */
record PrincipalMapping(PrincipalSource source) {

    /** GeneralName of RFC 5280 section 4.2.1.6. */
    private static final int RFC822_NAME = 1;

    private static final int DNS_NAME = 2;
    private static final int URI = 6;

    /** What decoders put in the place of bytes that they cannot decode. */
    private static final int REPLACEMENT = 0xFFFD;

    /** The principal; empty where the certificate does not name exactly one. */
    Optional<Principal> principal(X509Certificate certificate) {
        return switch (source) {
            case SUBJECT -> subject(certificate.getSubjectX500Principal());
            case CN -> named(commonNames(certificate.getSubjectX500Principal()));
            case SAN_URI -> named(alternativeNames(certificate, URI));
            case SAN_DNS -> named(alternativeNames(certificate, DNS_NAME));
            case SAN_EMAIL -> named(alternativeNames(certificate, RFC822_NAME));
            case FINGERPRINT -> named(List.of(fingerprint(certificate)));
        };
    }

    private static Optional<Principal> subject(X500Principal subject) {
        return Optional.of(attributes(subject))
                .filter(attributes -> !attributes.isEmpty())
                .filter(attributes -> attributes.stream().allMatch(PrincipalMapping::isReadable))
                .map(attributes -> subject);
    }

    private Optional<Principal> named(List<?> names) {
        return names.size() == 1 && names.get(0) instanceof String name && isReadable(name)
                ? Optional.of(new CertificatePrincipal(source, name))
                : Optional.empty();
    }

    private static List<Object> commonNames(X500Principal subject) {
        return attributes(subject).stream()
                .filter(attribute -> attribute.type().equalsIgnoreCase("CN"))
                .map(NameAttribute::value)
                .toList();
    }

    /** Of each RDN, which may have several (X.501); none where the name cannot be understood. */
    private static List<NameAttribute> attributes(X500Principal name) {
        try {
            List<NameAttribute> attributes = new ArrayList<>();
            for (Rdn rdn : new LdapName(name.getName(X500Principal.RFC2253)).getRdns()) {
                attributes.addAll(attributes(rdn));
            }
            return attributes;
        } catch (NamingException e) {
            return List.of();
        }
    }

    private static List<NameAttribute> attributes(Rdn rdn) throws NamingException {
        List<NameAttribute> attributes = new ArrayList<>();
        for (Attribute attribute : Collections.list(rdn.toAttributes().getAll())) {
            for (Object value : Collections.list(attribute.getAll())) {
                attributes.add(new NameAttribute(attribute.getID(), value));
            }
        }
        if (attributes.size() != rdn.size()) {
            // toAttributes() counts what is written twice only once
            throw new InvalidNameException("An attribute is repeated");
        }
        return attributes;
    }

    private static List<Object> alternativeNames(X509Certificate certificate, int type) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(type))
                            .<Object>map(name -> name.get(1))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate without SHA-256 fingerprint", e);
        }
    }

    private static boolean isReadable(NameAttribute attribute) {
        // what is no text is written in hexadecimal digits
        return !(attribute.value() instanceof String text) || isReadable(text);
    }

    private static boolean isReadable(String name) {
        return !name.isBlank() && name.codePoints().allMatch(PrincipalMapping::isReadable);
    }

    private static boolean isReadable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> codePoint != REPLACEMENT;
        };
    }

    private record NameAttribute(String type, Object value) {}
}
