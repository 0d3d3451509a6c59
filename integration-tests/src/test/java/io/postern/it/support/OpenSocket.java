package io.postern.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A socket that waits for connections or datagrams from anybody, as Linux tells of it. */
public record OpenSocket(String protocol, InetAddress address, int port) {

    private static final String LISTENING = "0A";
    private static final String UNCONNECTED = "07";

    /** All of a process. */
    public static List<OpenSocket> of(long process) throws IOException {
        Path directory = Path.of("/proc", Long.toString(process));
        Set<String> own = sockets(directory.resolve("fd"));
        return Stream.of("tcp", "tcp6", "udp", "udp6")
                .flatMap(protocol -> rows(directory.resolve("net"), protocol))
                .filter(row -> own.contains("socket:[" + row.inode() + "]"))
                .filter(Row::isOpen)
                .map(Row::socket)
                .toList();
    }

    public boolean isLocal() {
        return address.isLoopbackAddress();
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        try (Stream<Path> files = Files.list(descriptors)) {
            return files.map(OpenSocket::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static Stream<Row> rows(Path net, String protocol) {
        try {
            return Files.readAllLines(net.resolve(protocol)).stream()
                    .skip(1)
                    .map(line -> new Row(protocol, line.trim().split("\\s+")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of a table below /proc/net; see proc(5). */
    private record Row(String protocol, String[] columns) {

        String inode() {
            return columns[9];
        }

        boolean isOpen() {
            return columns[3].equals(protocol.startsWith("tcp") ? LISTENING : UNCONNECTED);
        }

        OpenSocket socket() {
            String[] local = columns[1].split(":");
            return new OpenSocket(protocol, address(local[0]), Integer.parseInt(local[1], 16));
        }

        /** Words of four bytes, each in the machine's own order. */
        private static InetAddress address(String hex) {
            ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
            ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
            while (words.hasRemaining()) {
                bytes.putInt(words.getInt());
            }
            try {
                return InetAddress.getByAddress(bytes.array());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
