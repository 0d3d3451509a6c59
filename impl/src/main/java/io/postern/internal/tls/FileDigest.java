package io.postern.internal.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.postern.internal.config.ByApplication;
import io.postern.tls.ServerCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over the states of files, missing ones included. */
final class FileDigest {

    private static final int BUFFER = 8192;

    private enum State {
        CONTENT('c'),
        MISSING('m'),
        UNREADABLE('u'),
        DIRECTORY('d'),
        OTHER('o');

        private final char mark;

        State(char mark) {
            this.mark = mark;
        }
    }

    private final MessageDigest all = sha256();

    /** Adds one file: of a larger one than is ever loaded, the beginning and the size. */
    void addFile(Path path) {
        MessageDigest content = sha256();
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (file.isRegularFile()) {
                long read = read(path, content);
                add(path, State.CONTENT, Math.max(read, file.size()), content);
            } else {
                // a device or a pipe is not opened, which could block
                add(path, file.isDirectory() ? State.DIRECTORY : State.OTHER, 0, content);
            }
        } catch (NoSuchFileException e) {
            add(path, State.MISSING, 0, sha256());
        } catch (IOException | SecurityException e) {
            add(path, State.UNREADABLE, 0, sha256());
        }
    }

    /** Adds one file; of a directory all entries too, by name, but not what is below them. */
    void addFileOrEntries(Path path) {
        addFile(path);
        if (!Files.isDirectory(path)) {
            return;
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> directory = Files.newDirectoryStream(path)) {
            directory.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException | SecurityException e) {
            add(path, State.UNREADABLE, 0, sha256());
            return;
        }
        entries.stream().sorted().forEach(this::addFile);
    }

    /** Adds what the application gives; that it gives nothing is a state like a missing file. */
    void addCertificates(ByApplication application) {
        String name = application.bean();
        MessageDigest content = sha256();
        try {
            long size = 0;
            for (ServerCertificate certificate : ApplicationCertificates.ask(application)) {
                for (X509Certificate part : certificate.chain()) {
                    byte[] encoded = part.getEncoded();
                    content.update(encoded);
                    size += encoded.length;
                }
            }
            add(name, State.CONTENT, size, content);
        } catch (TlsMaterialException | CertificateEncodingException e) {
            add(name, State.MISSING, 0, sha256());
        }
    }

    String hex() {
        return HexFormat.of().formatHex(all.digest());
    }

    private static long read(Path path, MessageDigest content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        try (InputStream in = Files.newInputStream(path)) {
            int read = in.read(buffer);
            while (read >= 0 && total <= MaterialFile.MAX_SIZE) {
                content.update(buffer, 0, read);
                total += read;
                read = in.read(buffer);
            }
        }
        return total;
    }

    /** All parts have a known length, so that no two lists of files give the same bytes. */
    private void add(Path path, State state, long size, MessageDigest content) {
        add(path.toString(), state, size, content);
    }

    private void add(String place, State state, long size, MessageDigest content) {
        byte[] name = place.getBytes(UTF_8);
        ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + 1 + Long.BYTES);
        all.update(head.putInt(name.length).put((byte) state.mark).putLong(size).array());
        all.update(name);
        all.update(content.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
