package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.pkitesting.X509Bundle;
import io.postern.RefusalReason;
import io.postern.internal.config.PathValidation;
import io.postern.internal.config.TlsProvider;
import io.postern.internal.tls.NamedValidator;
import io.postern.tls.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client library would send in TLS 1.3 where the client's certificate belongs. */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"OPENSSL", "JDK"})
class ForgedCertificateTest {

    private static final int UNEXPECTED_MESSAGE = 10;
    private static final int MOST = 0xffffff;

    /** A CertificateVerify with ecdsa_secp256r1_sha256 and what is no signature. */
    private static final String WRONG_PROOF = "0f0000080403000401020304";

    @Parameter TlsProvider engine;
    @TempDir private Path directory;

    private final AtomicInteger looked = new AtomicInteger();
    private volatile Verdict verdict = Verdict.abstain();
    private TestListener listener;
    private X509Bundle alice;
    private Counted counted;

    @BeforeEach
    void open() throws Exception {
        Pki pki = new Pki(directory);
        alice = pki.client("CN=alice");
        listener =
                TestListener.open(
                        pki.listener(
                                engine,
                                settings -> {
                                    settings.validation = PathValidation.VALIDATORS;
                                    return settings;
                                }),
                        List.of(
                                new NamedValidator(
                                        "one that counts",
                                        certificate -> {
                                            looked.incrementAndGet();
                                            return verdict;
                                        })),
                        EchoEndpoint.class);
        counted = Counted.from(listener);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    /** RFC 8446 section 4.4.2: no context, and one certificate without extensions. */
    private byte[] certificates() throws Exception {
        byte[] der = alice.getCertificate().getEncoded();
        ByteBuf list = Unpooled.buffer().writeByte(0).writeMedium(3 + der.length + 2);
        return ByteBufUtil.getBytes(list.writeMedium(der.length).writeBytes(der).writeShort(0));
    }

    private static byte[] zlib(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    /** RFC 8879 section 4. */
    private static byte[] compressed(int algorithm, int announced, byte[] content) {
        ByteBuf message = Unpooled.buffer().writeShort(algorithm).writeMedium(announced);
        message.writeMedium(content.length).writeBytes(content);
        return ForgedWire.message(
                ForgedTls13.COMPRESSED_CERTIFICATE, ByteBufUtil.getBytes(message));
    }

    private int answerTo(byte[] message) throws Exception {
        try (ForgedTls13 client = ForgedTls13.connect(listener)) {
            client.send(message);
            return client.readAlert();
        }
    }

    /** Or else the tests below would show nothing: this is what they send, as it should be. */
    @Test
    void a_certificate_is_looked_at() throws Exception {
        try (ForgedTls13 client = ForgedTls13.connect(listener)) {
            client.send(ForgedWire.message(ForgedTls13.CERTIFICATE, certificates()));
            // not before the next message has come, on BoringSSL
            client.send(HexFormat.of().parseHex(WRONG_PROOF));
            client.awaitClosed();
        }
        counted.oneRefusal(RefusalReason.CLIENT_CERTIFICATE_REFUSED);
        assertThat(looked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_compressed_one_is_not(int algorithm) throws Exception {
        byte[] plain = certificates();
        assertThat(answerTo(compressed(algorithm, plain.length, zlib(plain))))
                .isEqualTo(UNEXPECTED_MESSAGE);
        counted.oneRefusal(RefusalReason.TLS_FAILED);
        assertThat(looked).hasValue(0);
    }

    @Test
    void nor_is_a_bomb() throws Exception {
        byte[] bomb = zlib(new byte[MOST]);
        assertThat(bomb).as("or it would be refused as too long").hasSizeLessThan(32 << 10);
        assertThat(answerTo(compressed(1, MOST, bomb))).isEqualTo(UNEXPECTED_MESSAGE);
        counted.oneRefusal(RefusalReason.TLS_FAILED);
        assertThat(looked).hasValue(0);
    }

    /** The first four bytes of a message of 16 MiB, and no more. */
    @Test
    void an_enormous_one_is_refused_when_it_is_announced() throws Exception {
        assertThat(answerTo(HexFormat.of().parseHex("0bffffff"))).isPositive();
        counted.oneRefusal(RefusalReason.TLS_FAILED);
        assertThat(looked).hasValue(0);
    }

    /** RFC 8446 section 4.4.3: until CertificateVerify nobody has shown that it is theirs. */
    @ParameterizedTest
    @ValueSource(strings = {"", WRONG_PROOF})
    void a_certificate_without_proof_of_its_key_is_refused(String proof) throws Exception {
        verdict = Verdict.accept();
        try (ForgedTls13 client = ForgedTls13.connect(listener)) {
            client.send(ForgedWire.message(ForgedTls13.CERTIFICATE, certificates()));
            client.send(HexFormat.of().parseHex(proof));
            client.finish();
            client.awaitClosed();
        }
        counted.oneRefusal(RefusalReason.TLS_FAILED);
        assertThat(looked).hasValueLessThanOrEqualTo(1);
    }
}
