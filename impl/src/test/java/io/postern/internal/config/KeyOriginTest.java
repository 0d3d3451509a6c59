package io.postern.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyOriginTest {

    @Test
    void a_location_is_a_resource_a_file_or_a_uri() {
        assertThat(KeyOrigin.at("classpath:/META-INF/key.pem"))
                .isEqualTo(new KeyOrigin.InClassPath("META-INF/key.pem", Optional.empty()));
        assertThat(KeyOrigin.at("key.pem")).isEqualTo(either("key.pem", "key.pem"));
        assertThat(KeyOrigin.at("/etc/key.pem")).isEqualTo(either("etc/key.pem", "/etc/key.pem"));
        assertThat(KeyOrigin.at("file:///etc/a%20b.pem"))
                .isEqualTo(new KeyOrigin.InFile(Path.of("/etc/a b.pem")));
        assertThat(KeyOrigin.at("HTTPS://login.example/jwks?v=1"))
                .isEqualTo(new KeyOrigin.AtUri(URI.create("HTTPS://login.example/jwks?v=1")));
    }

    private static KeyOrigin either(String resource, String file) {
        return new KeyOrigin.InClassPath(resource, Optional.of(Path.of(file)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classpath:",
                "classpath:/",
                "/",
                "https:///jwks",
                "https://ann:hush@login.example/",
                "http://login.example/#x",
                "https://login example/",
                "ftp://login.example/",
                "jar:file:/a.jar!/key.pem",
                "file:key.pem",
                "file://host/key.pem",
                "key\u0000.pem"
            })
    void another_is_refused_without_repeating_it(String location) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyOrigin.at(location))
                .withMessageStartingWith("must ")
                .withMessageNotContaining("hush");
    }

    @Test
    void a_key_that_is_configured_itself_is_not_shown() {
        assertThat(new KeyOrigin.Inline("hush")).hasToString("Inline");
        assertThat(new KeyOrigin.Inline("hush").place()).isEqualTo("mp.jwt.verify.publickey");
    }

    @Test
    void the_query_of_an_address_is_not_told() {
        assertThat(new KeyOrigin.AtUri(URI.create("https://a.example/jwks?key=s3cret")).place())
                .isEqualTo("https://a.example/jwks");
    }
}
