package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.postern.internal.config.PemLocation;
import java.io.IOException;
import java.io.InputStream;
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
        byte[] content = content(location, problems);
        String text = new String(content, ISO_8859_1);
        List<PemBlock> blocks = PemBlock.in(text);
        if (PemBlock.isCutOff(text)) {
            throw problems.cutOff();
        }
        if (blocks.isEmpty()) {
            throw content[0] == DER_SEQUENCE ? problems.binary() : problems.noPem();
        }
        return new PemText(blocks, problems);
    }

    List<PemBlock> blocks() {
        return blocks;
    }

    PemProblems problems() {
        return problems;
    }

    private static byte[] content(PemLocation location, PemProblems problems)
            throws TlsMaterialException {
        if (location instanceof PemLocation.InFile file) {
            return MaterialFile.read(file.path(), problems.file(file.path()));
        }
        if (location instanceof PemLocation.InClassPath resource) {
            return resource(resource.name(), problems);
        }
        String text = new String(((PemLocation.Inline) location).text().reveal());
        // environment variables and JSON often carry line ends as \\n
        return text.replace("\\r", "").replace("\\n", "\n").getBytes(ISO_8859_1);
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
