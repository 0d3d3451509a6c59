package io.postern.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class CheckWhomTheyTrustTest {

    private abstract static class Base implements X509TrustManager {
        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static final class TrustsAll extends Base {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}
    }

    private static final class TrustsNobody extends Base {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType)
                throws CertificateException {
            throw new CertificateException("no");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType)
                throws CertificateException {
            throw new CertificateException("no");
        }
    }

    @Test
    void one_that_agrees_without_looking_is_found() {
        assertThatThrownBy(() -> check(TrustsAll.class))
                .hasMessageContaining("checkServerTrusted")
                .hasMessageContaining("agrees without looking");
    }

    @Test
    void one_that_does_something_first_is_not() {
        assertThatCode(() -> check(TrustsNobody.class)).doesNotThrowAnyException();
    }

    private static void check(Class<?> type) {
        classes()
                .should(new CheckWhomTheyTrust())
                .check(new ClassFileImporter().importClasses(type));
    }
}
