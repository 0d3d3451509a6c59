package io.postern.internal.tls;

import io.postern.internal.config.PemLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The PEM text of one place. */
final class PemText {

    private static final int DER_SEQUENCE = 0x30;

    private final List<PemBlock> blocks;
    private final PemProblems problems;

    private PemText(List<PemBlock> blocks, PemProblems problems) {
        this.blocks = blocks;
        this.problems = problems;
    }

    /** Reads the text, which has at least one block and is not cut off. */
    static PemText read(PemLocation location, PemProblems problems) throws TlsMaterialException {
        try (SecretText content = content(location, problems)) {
            CharBuffer text = CharBuffer.wrap(content.characters());
            List<PemBlock> blocks = PemBlock.in(text);
            if (PemBlock.isCutOff(text)) {
                throw problems.cutOff();
            }
            if (blocks.isEmpty()) {
                throw text.get(0) == DER_SEQUENCE ? problems.binary() : problems.noPem();
            }
            return new PemText(blocks, problems);
        }
    }

    List<PemBlock> blocks() {
        return blocks;
    }

    PemProblems problems() {
        return problems;
    }

    private static SecretText content(PemLocation location, PemProblems problems)
            throws TlsMaterialException {
        if (location instanceof PemLocation.InFile file) {
            Path path = file.path();
            return SecretText.ofLatin1(MaterialFile.read(path, problems.file(path)));
        }
        if (location instanceof PemLocation.InClassPath resource) {
            return SecretText.ofLatin1(resource(resource.name(), problems));
        }
        SecretText text = SecretText.of(((PemLocation.Inline) location).text());
        breakLines(text.characters());
        return text;
    }

    /** Environment variables and JSON often carry line ends as backslash and letter. */
    private static void breakLines(char[] text) {
        for (int i = 0; i + 1 < text.length; i++) {
            if (text[i] == '\\' && (text[i + 1] == 'n' || text[i + 1] == 'r')) {
                text[i] = ' ';
                text[i + 1] = '\n';
            }
        }
    }

    private static byte[] resource(String name, PemProblems problems) throws TlsMaterialException {
        try (InputStream in = open(name)) {
            if (in == null) {
                throw problems.noResource();
            }
            byte[] content = in.readNBytes(MaterialFile.MAX_SIZE);
            if (content.length == 0) {
                throw problems.noPem();
            }
            return content;
        } catch (IOException e) {
            throw problems.unreadable(e);
        }
    }

    private static @Nullable InputStream open(String name) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        return application == null
                ? PemText.class.getClassLoader().getResourceAsStream(name)
                : application.getResourceAsStream(name);
    }
}
