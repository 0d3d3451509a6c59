package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configured revocation lists: a file with one or more, DER or PEM, or a directory of such
 * files. In a directory, files whose names begin with a dot and further directories do not count:
 * containers mount secrets with such beside the files.
 *
 * @param path the file or directory
 * @param key the configuration key that names it
 */
record CrlFiles(Path path, String key) {

    /**
     * All lists: every one can be used now, and there is one for every authority in {@code
     * trusted}. Lists of others may be among them.
     */
    List<X509CRL> read(List<X509Certificate> trusted, Instant now) throws TlsMaterialException {
        List<X509CRL> all = new ArrayList<>();
        for (Path file : files()) {
            CrlProblems problems = new CrlProblems(file, key);
            List<X509CRL> crls = parse(MaterialFile.read(file, problems.file()), problems);
            for (X509CRL crl : crls) {
                check(crl, trusted, now, problems);
            }
            all.addAll(crls);
        }
        for (X509Certificate authority : trusted) {
            boolean listed =
                    all.stream()
                            .filter(crl -> CrlRules.hasIssuer(crl, authority))
                            .anyMatch(crl -> CrlRules.isSigned(crl, authority));
            if (!listed && TrustMaterial.isAuthority(authority)) {
                throw new CrlProblems(path, key).missing(authority);
            }
        }
        return List.copyOf(all);
    }

    private List<Path> files() throws TlsMaterialException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        CrlProblems problems = new CrlProblems(path, key);
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files =
                    entries.filter(file -> !file.getFileName().toString().startsWith("."))
                            .filter(file -> !Files.isDirectory(file))
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw problems.emptyDirectory();
            }
            return files;
        } catch (IOException e) {
            throw problems.file().unreadable(e);
        }
    }

    private static void check(
            X509CRL crl, List<X509Certificate> trusted, Instant now, CrlProblems problems)
            throws TlsMaterialException {
        Optional<String> unusable = CrlRules.unfitness(crl).or(() -> CrlRules.staleness(crl, now));
        if (unusable.isPresent()) {
            throw problems.unusable(crl, unusable.get());
        }
        List<X509Certificate> namesakes =
                trusted.stream().filter(authority -> CrlRules.hasIssuer(crl, authority)).toList();
        boolean signed =
                namesakes.stream().anyMatch(authority -> CrlRules.isSigned(crl, authority));
        if (!namesakes.isEmpty() && !signed) {
            throw problems.unusable(
                    crl, "was not signed by the trusted certificate of that name, or must not be");
        }
    }

    private static List<X509CRL> parse(byte[] content, CrlProblems problems)
            throws TlsMaterialException {
        String text = new String(content, ISO_8859_1);
        if (!text.contains("-----BEGIN ")) {
            return parseDer(content, problems);
        }
        List<PemBlock> blocks = PemBlock.in(text);
        if (PemBlock.isCutOff(text)) {
            throw problems.cutOff();
        }
        List<X509CRL> crls = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (block.label().equals("X509 CRL") || block.label().equals("CRL")) {
                crls.addAll(
                        parseDer(
                                block.content().orElseThrow(() -> problems.damaged(null)),
                                problems));
            }
        }
        if (crls.isEmpty()) {
            throw problems.noCrl(blocks.stream().map(PemBlock::label).toList());
        }
        return crls;
    }

    private static List<X509CRL> parseDer(byte[] content, CrlProblems problems)
            throws TlsMaterialException {
        List<X509CRL> crls = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            ByteArrayInputStream in = new ByteArrayInputStream(content);
            while (in.available() > 0) {
                if (!(factory.generateCRL(in) instanceof X509CRL crl)) {
                    throw new CRLException("not of the kind X.509");
                }
                crls.add(crl);
            }
            return crls;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw problems.damaged(e);
        }
    }
}
