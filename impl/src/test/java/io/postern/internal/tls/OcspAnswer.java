package io.postern.internal.tls;

import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a responder says, signed with BouncyCastle; good, fresh and with the nonce of the request,
 * if that has one, unless told.
 */
public final class OcspAnswer {

    private final X509Bundle signer;
    private @Nullable CertificateStatus status = CertificateStatus.GOOD;
    private Instant thisUpdate = OcspPki.NOW;
    private @Nullable Instant nextUpdate = OcspPki.NOW.plusSeconds(3600);
    private boolean withNonce = true;
    private byte @Nullable [] otherNonce;
    private X509Certificate @Nullable [] attached;
    private @Nullable BigInteger otherSerial;
    private int times = 1;

    private OcspAnswer(X509Bundle signer) {
        this.signer = signer;
    }

    public static OcspAnswer signedBy(X509Bundle signer) {
        return new OcspAnswer(signer);
    }

    OcspAnswer status(CertificateStatus status) {
        this.status = status;
        return this;
    }

    public OcspAnswer from(Instant thisUpdate) {
        this.thisUpdate = thisUpdate;
        return this;
    }

    public OcspAnswer until(@Nullable Instant nextUpdate) {
        this.nextUpdate = nextUpdate;
        return this;
    }

    OcspAnswer withoutNonce() {
        withNonce = false;
        return this;
    }

    OcspAnswer withNonce(byte[] nonce) {
        otherNonce = nonce;
        return this;
    }

    OcspAnswer withCertificates(X509Certificate... certificates) {
        attached = certificates;
        return this;
    }

    OcspAnswer aboutSerial(BigInteger serial) {
        otherSerial = serial;
        return this;
    }

    OcspAnswer twice() {
        times = 2;
        return this;
    }

    static RevokedStatus revokedAt(Instant time) {
        return new RevokedStatus(Date.from(time), CRLReason.keyCompromise);
    }

    /** A response without a status of any certificate, such as tryLater. */
    static byte[] error(int status) throws Exception {
        return new OCSPRespBuilder().build(status, null).getEncoded();
    }

    public byte[] to(byte[] encodedRequest) throws Exception {
        OCSPReq request = new OCSPReq(encodedRequest);
        BasicOCSPRespBuilder builder =
                new BasicOCSPRespBuilder(
                        new RespID(
                                new JcaX509CertificateHolder(signer.getCertificate())
                                        .getSubject()));
        Date until = nextUpdate == null ? null : Date.from(nextUpdate);
        for (Req asked : request.getRequestList()) {
            for (int i = 0; i < times; i++) {
                builder.addResponse(id(asked.getCertID()), status, Date.from(thisUpdate), until);
            }
        }
        Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (otherNonce != null) {
            nonce = nonce(otherNonce);
        }
        if (withNonce && nonce != null) {
            builder.setResponseExtensions(new Extensions(nonce));
        }
        JcaX509CertificateHolder[] chain = holders();
        var content =
                new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(signer.getKeyPair().getPrivate());
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        builder.build(content, chain, Date.from(thisUpdate)))
                .getEncoded();
    }

    private CertificateID id(CertificateID asked) {
        return otherSerial == null ? asked : CertificateID.deriveCertificateID(asked, otherSerial);
    }

    private static Extension nonce(byte[] value) throws Exception {
        return new Extension(
                OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                false,
                new DEROctetString(value).getEncoded());
    }

    private JcaX509CertificateHolder @Nullable [] holders() throws Exception {
        if (attached == null) {
            return null;
        }
        JcaX509CertificateHolder[] holders = new JcaX509CertificateHolder[attached.length];
        for (int i = 0; i < attached.length; i++) {
            holders[i] = new JcaX509CertificateHolder(attached[i]);
        }
        return holders;
    }
}
