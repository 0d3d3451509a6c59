package io.postern.internal.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One direction of TLS 1.3 with AES-128-GCM and SHA-256 (RFC 8446 sections 5.2 and 7). */
final class TrafficKeys {

    private static final int HASH = 32;
    private static final int TAG = 16;

    private final byte[] secret;
    private final SecretKeySpec key;
    private final byte[] iv;
    private long sequence;

    TrafficKeys(byte[] secret) throws GeneralSecurityException {
        this.secret = secret;
        this.key = new SecretKeySpec(expand(secret, "key", new byte[0], 16), "AES");
        this.iv = expand(secret, "iv", new byte[0], 12);
    }

    /** The verify_data of this side's Finished. */
    byte[] finished(byte[] transcript) throws GeneralSecurityException {
        return hmac(expand(secret, "finished", new byte[0], HASH), sha256(transcript));
    }

    /** The body of a record with this content. */
    byte[] seal(int type, byte[] content) throws GeneralSecurityException {
        byte[] inner = Arrays.copyOf(content, content.length + 1);
        inner[content.length] = (byte) type;
        return crypt(Cipher.ENCRYPT_MODE, inner, inner.length + TAG);
    }

    /** What a record holds, with its type as the last byte and without the padding behind it. */
    byte[] open(byte[] body) throws GeneralSecurityException {
        byte[] inner = crypt(Cipher.DECRYPT_MODE, body, body.length);
        int length = inner.length;
        while (inner[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(inner, length);
    }

    private byte[] crypt(int mode, byte[] bytes, int onTheWire) throws GeneralSecurityException {
        byte[] nonce = iv.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (sequence >>> (8 * i));
        }
        sequence++;
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        ByteBuf header = Unpooled.buffer().writeByte(ForgedWire.APPLICATION_DATA);
        cipher.updateAAD(ByteBufUtil.getBytes(header.writeShort(0x0303).writeShort(onTheWire)));
        return cipher.doFinal(bytes);
    }

    /** Derive-Secret. */
    static byte[] derive(byte[] secret, String label, byte[] transcript)
            throws GeneralSecurityException {
        return expand(secret, label, sha256(transcript), HASH);
    }

    /** HKDF-Extract. */
    static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    /** HKDF-Expand-Label, of no more than one hash. */
    private static byte[] expand(byte[] secret, String label, byte[] context, int length)
            throws GeneralSecurityException {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteBuf info = Unpooled.buffer().writeShort(length).writeByte(name.length);
        info.writeBytes(name).writeByte(context.length).writeBytes(context).writeByte(1);
        return Arrays.copyOf(hmac(secret, ByteBufUtil.getBytes(info)), length);
    }

    static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
