package io.postern.internal.tls;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of PEM text (RFC 7468). Its text form names the label alone: it may be a private key,
 * of which no text is kept and no String made.
 *
 * @param label what the block says it is, such as {@code CERTIFICATE}
 * @param headers the lines of the older form (RFC 1421) that precede the content, often none
 * @param content what was written in Base64; empty when that is none
 */
record PemBlock(String label, String headers, Optional<byte[]> content) {

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ");

    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** Stands for all characters beyond ASCII. */
    private static final int NOT_BASE64 = 0x7F;

    private static final Pattern HEADER = Pattern.compile("(?m)^\\s*[A-Za-z-]+:.*$");

    /** All blocks in their order; what stands between them is comment (RFC 7468 section 5.2). */
    static List<PemBlock> in(CharSequence text) {
        List<PemBlock> blocks = new ArrayList<>();
        for (Matcher found = BLOCK.matcher(text); found.find(); ) {
            blocks.add(of(found.group(1), text.subSequence(found.start(2), found.end(2))));
        }
        return List.copyOf(blocks);
    }

    private static PemBlock of(String label, CharSequence body) {
        StringJoiner headers = new StringJoiner("\n");
        ByteBuffer base64 = ByteBuffer.allocate(body.length());
        int rest = 0;
        for (Matcher header = HEADER.matcher(body); header.find(); rest = header.end()) {
            headers.add(header.group());
            addVisible(body.subSequence(rest, header.start()), base64);
        }
        addVisible(body.subSequence(rest, body.length()), base64);
        try {
            return new PemBlock(label, headers.toString(), decode(base64.flip()));
        } finally {
            Arrays.fill(base64.array(), (byte) 0);
        }
    }

    private static void addVisible(CharSequence part, ByteBuffer base64) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (!Character.isWhitespace(c)) {
                base64.put((byte) Math.min(c, NOT_BASE64));
            }
        }
    }

    private static Optional<byte[]> decode(ByteBuffer base64) {
        try {
            return Optional.of(Der.bytes(Base64.getDecoder().decode(base64)))
                    .filter(der -> der.length > 0);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a block begins in the text that does not end there. */
    static boolean isCutOff(CharSequence text) {
        Matcher begin = BEGIN.matcher(text);
        Matcher block = BLOCK.matcher(text);
        for (int rest = 0; begin.find(rest); rest = block.end()) {
            if (!block.find(begin.start()) || block.start() > begin.start()) {
                return true;
            }
        }
        return false;
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    @Override
    public String toString() {
        return "PemBlock[" + label + "]";
    }
}
