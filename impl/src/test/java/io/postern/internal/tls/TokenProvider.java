package io.postern.internal.tls;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreSpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import javax.security.auth.login.FailedLoginException;

/** A security token: a key store without a file whose private key never leaves it. */
final class TokenProvider extends Provider {

    static final String NAME = "PosternToken";
    static final String TYPE = "POSTERN-TOKEN";

    private static final long serialVersionUID = 1L;
    private static final String SIGNATURE = "SHA256withECDSA";

    private final transient X509Bundle bundle;
    private final transient char[] pin;

    TokenProvider(X509Bundle bundle, String pin) {
        super(NAME, "1", "a token for tests");
        this.bundle = bundle;
        this.pin = pin.toCharArray();
        putService(service("KeyStore", TYPE, () -> new Token(), Map.of()));
        Map<String, String> only = Map.of("SupportedKeyClasses", HandleKey.class.getName());
        putService(service("Signature", SIGNATURE, () -> new TokenSignature(), only));
    }

    private interface Maker {
        Object make();
    }

    private Service service(String type, String algorithm, Maker maker, Map<String, String> more) {
        return new Service(this, type, algorithm, "none", null, more) {
            @Override
            public Object newInstance(Object parameter) {
                return maker.make();
            }
        };
    }

    /** Says nothing about the key. */
    static final class HandleKey implements PrivateKey {

        private static final long serialVersionUID = 1L;

        private final transient PrivateKey key;

        HandleKey(PrivateKey key) {
            this.key = key;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    private static final class TokenSignature extends SignatureSpi {

        private final Signature real;

        TokenSignature() {
            try {
                real = Signature.getInstance(SIGNATURE, "SunEC");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            real.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            real.initSign(((HandleKey) key).key);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            real.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length)
                throws SignatureException {
            real.update(bytes, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return real.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            return real.verify(signature);
        }

        @Override
        @SuppressWarnings("deprecation")
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("deprecation")
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Token extends KeyStoreSpi {

        @Override
        public void engineLoad(InputStream stream, char[] password) throws IOException {
            if (!Arrays.equals(password, pin)) {
                throw new IOException("load failed", new FailedLoginException("CKR_PIN_INCORRECT"));
            }
        }

        @Override
        public Key engineGetKey(String alias, char[] password)
                throws NoSuchAlgorithmException, UnrecoverableKeyException {
            return new HandleKey(bundle.getKeyPair().getPrivate());
        }

        @Override
        public Certificate[] engineGetCertificateChain(String alias) {
            return new Certificate[] {bundle.getCertificate()};
        }

        @Override
        public Enumeration<String> engineAliases() {
            return Collections.enumeration(List.of("slot-0"));
        }

        @Override
        public boolean engineIsKeyEntry(String alias) {
            return alias.equals("slot-0");
        }

        @Override
        public boolean engineContainsAlias(String alias) {
            return alias.equals("slot-0");
        }

        @Override
        public boolean engineEntryInstanceOf(String alias, Class<? extends KeyStore.Entry> type) {
            return engineIsKeyEntry(alias) && type == KeyStore.PrivateKeyEntry.class;
        }

        @Override
        public Certificate engineGetCertificate(String alias) {
            return bundle.getCertificate();
        }

        @Override
        public Date engineGetCreationDate(String alias) {
            return new Date(0);
        }

        @Override
        public void engineSetKeyEntry(String a, Key k, char[] p, Certificate[] c) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String a, byte[] k, Certificate[] c) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetCertificateEntry(String a, Certificate c) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineDeleteEntry(String a) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int engineSize() {
            return 1;
        }

        @Override
        public boolean engineIsCertificateEntry(String alias) {
            return false;
        }

        @Override
        public String engineGetCertificateAlias(Certificate certificate) {
            return "slot-0";
        }

        @Override
        public void engineStore(OutputStream stream, char[] password) {
            throw new UnsupportedOperationException();
        }
    }
}
