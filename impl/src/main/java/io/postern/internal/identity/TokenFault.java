package io.postern.internal.identity;

import java.util.Arrays;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** What jose4j may find wrong with a token, in words that repeat nothing of it. */
enum TokenFault {
    SIGNATURE(ErrorCodes.SIGNATURE_INVALID, "has a signature that does not match"),
    NOT_SIGNED(ErrorCodes.SIGNATURE_MISSING, "is not signed"),
    NO_EXPIRY(ErrorCodes.EXPIRATION_MISSING, "does not say when it expires (exp)"),
    EXPIRED(ErrorCodes.EXPIRED, "has expired (exp)"),
    EARLY(ErrorCodes.NOT_YET_VALID, "is not valid yet (nbf)"),
    NO_ISSUE(ErrorCodes.ISSUED_AT_MISSING, "does not say when it was issued (iat)"),
    FUTURE(ErrorCodes.ISSUED_AT_INVALID_FUTURE, "was issued in the future (iat)"),
    OLD(ErrorCodes.ISSUED_AT_INVALID_PAST, "is older than mp.jwt.verify.token.age allows (iat)"),
    NO_ISSUER(ErrorCodes.ISSUER_MISSING, "does not say who issued it (iss)"),
    ISSUER(ErrorCodes.ISSUER_INVALID, "is of another issuer (iss)"),
    NO_AUDIENCE(ErrorCodes.AUDIENCE_MISSING, "does not say for whom it is (aud)"),
    AUDIENCE(ErrorCodes.AUDIENCE_INVALID, "is for somebody else (aud)"),
    CLAIM(ErrorCodes.MALFORMED_CLAIM, "has a claim of the wrong type"),
    JSON(ErrorCodes.JSON_INVALID, "has claims that are no JSON object, or one claim twice");

    private final int code;
    private final String text;

    TokenFault(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The first that applies; the exception itself has the claims in its message. */
    static TokenRefusal of(InvalidJwtException fault) {
        return TokenRefusal.invalid(
                Arrays.stream(values())
                        .filter(reason -> fault.hasErrorCode(reason.code))
                        .findFirst()
                        .map(reason -> reason.text)
                        .orElse("is malformed, or cannot be verified with the issuer's key"));
    }
}
