package io.postern.internal.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.postern.RefusalReason;
import io.postern.internal.config.TlsProvider;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that asked TLS for a.example: whom they may ask HTTP for (RFC 9110 section 7.4). */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"OPENSSL", "JDK"})
class HostAgainstNameTest {

    private static TestListener listener;

    @Parameter TlsProvider engine;

    @BeforeParameterizedClassInvocation
    static void open(TlsProvider engine) throws Exception {
        listener = TestListener.open(engine, EchoEndpoint.class);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        listener.close();
    }

    private static String status(String host, String protocol) throws Exception {
        try (RawClient client = RawClient.connectTo("a.example", listener, protocol)) {
            String request =
                    new String(RawClient.upgradeRequest("/echo/a"), StandardCharsets.US_ASCII);
            client.send(request.replace("Host: localhost", "Host: " + host));
            return client.readHead().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, TLSv1.3",
        "a.example, TLSv1.2",
        "A.EXAMPLE, TLSv1.3",
        "A.Example, TLSv1.2",
        "a.example., TLSv1.3",
        "a.example:8444, TLSv1.3",
        "A.EXAMPLE.:1, TLSv1.2"
    })
    void the_same_name_in_any_spelling_and_with_any_port(String host, String protocol)
            throws Exception {
        assertThat(status(host, protocol)).isEqualTo("101");
    }

    @ParameterizedTest
    @CsvSource({
        "other.example, TLSv1.3",
        "other.example, TLSv1.2",
        "a.example.net, TLSv1.3",
        "b.a.example, TLSv1.2",
        "example, TLSv1.3",
        "127.0.0.1, TLSv1.3",
        "[::1], TLSv1.2"
    })
    void another_is_misdirected(String host, String protocol) throws Exception {
        Counted counted = Counted.from(listener);
        assertThat(status(host, protocol)).isEqualTo("421");
        counted.oneRefusal(RefusalReason.MISDIRECTED);
    }

    @ParameterizedTest
    @CsvSource({"a.example.., TLSv1.3", "other.example@a.example, TLSv1.3", "'', TLSv1.2"})
    void what_is_no_host_is_a_bad_request(String host, String protocol) throws Exception {
        Counted counted = Counted.from(listener);
        assertThat(status(host, protocol)).isEqualTo("400");
        counted.oneRefusal(RefusalReason.BAD_REQUEST);
    }
}
