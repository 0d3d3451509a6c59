package io.postern.internal.tls;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of PEM text (RFC 7468). Its text form names the label alone: it may be a private key.
 *
 * @param label what the block says it is, such as {@code CERTIFICATE}
 * @param headers the lines of the older form (RFC 1421) that precede the content, often none
 * @param base64 the content, without white space
 */
record PemBlock(String label, String headers, String base64) {

    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final Pattern HEADER = Pattern.compile("(?m)^\\s*[A-Za-z-]+:.*$");

    /** All blocks in their order; what stands between them is comment (RFC 7468 section 5.2). */
    static List<PemBlock> in(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        for (Matcher found = BLOCK.matcher(text); found.find(); ) {
            String body = found.group(2);
            String headers =
                    HEADER.matcher(body).results().map(line -> line.group()).collect(joining("\n"));
            String content = HEADER.matcher(body).replaceAll("").replaceAll("\\s", "");
            blocks.add(new PemBlock(found.group(1), headers, content));
        }
        return List.copyOf(blocks);
    }

    /** Whether a block begins in the text that does not end there. */
    static boolean isCutOff(String text) {
        return BLOCK.matcher(text).replaceAll("").contains("-----BEGIN ");
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    /** The content; empty when it is not Base64. */
    Optional<byte[]> content() {
        try {
            return Optional.of(Base64.getDecoder().decode(base64)).filter(der -> der.length > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "PemBlock[" + label + "]";
    }
}
