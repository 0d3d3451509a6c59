package io.postern.internal.tls;

import static io.postern.internal.tls.KeyStoreFiles.certificate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsMaterialTest {

    @Test
    void its_text_names_certificate_and_source_and_not_the_key() throws Exception {
        X509Bundle bundle = certificate("chat.example").buildSelfSigned();
        ECPrivateKey key = (ECPrivateKey) bundle.getKeyPair().getPrivate();

        String text = new TlsMaterial(key, List.of(bundle.getCertificate()), "here").toString();

        assertThat(text).isEqualTo("TlsMaterial['CN=chat.example' from here]");
        assertThat(text).doesNotContain(key.getS().toString(), key.getS().toString(16));
    }

    @Test
    void it_is_never_without_a_certificate() throws Exception {
        X509Bundle bundle = certificate("chat.example").buildSelfSigned();

        assertThatThrownBy(
                        () -> new TlsMaterial(bundle.getKeyPair().getPrivate(), List.of(), "here"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
