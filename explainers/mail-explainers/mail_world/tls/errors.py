"""What is wrong with a certificate, in OpenSSL's numbers and words: those that apps show."""

from __future__ import annotations

import ssl
from typing import Final, Literal, NamedTuple

Why = Literal[
    "self-signed",
    "unknown-issuer",
    "unknown-root",
    "not-an-authority",
    "path-too-long",
    "wrong-purpose",
    "critical-extension",
    "wrong-name",
    "bad-signature",
    "not-yet-valid",
    "expired",
]


class Fault(NamedTuple):
    """One way in which a certificate fails: OpenSSL's number and words, and the alert for it."""

    code: int
    words: str
    alert: int


BAD_CERTIFICATE: Final = 42
UNSUPPORTED_CERTIFICATE: Final = 43
CERTIFICATE_EXPIRED: Final = 45
CERTIFICATE_UNKNOWN: Final = 46
UNKNOWN_CA: Final = 48
DECRYPT_ERROR: Final = 51

FAULTS: Final[dict[Why, Fault]] = {
    "self-signed": Fault(18, "self-signed certificate", UNKNOWN_CA),
    "unknown-issuer": Fault(20, "unable to get local issuer certificate", UNKNOWN_CA),
    "unknown-root": Fault(19, "self-signed certificate in certificate chain", UNKNOWN_CA),
    "not-an-authority": Fault(79, "invalid CA certificate", UNKNOWN_CA),
    "path-too-long": Fault(25, "path length constraint exceeded", UNKNOWN_CA),
    "wrong-purpose": Fault(26, "unsuitable certificate purpose", UNSUPPORTED_CERTIFICATE),
    "critical-extension": Fault(34, "unhandled critical extension", CERTIFICATE_UNKNOWN),
    "wrong-name": Fault(62, "Hostname mismatch", BAD_CERTIFICATE),
    "bad-signature": Fault(7, "certificate signature failure", DECRYPT_ERROR),
    "not-yet-valid": Fault(9, "certificate is not yet valid", BAD_CERTIFICATE),
    "expired": Fault(10, "certificate has expired", CERTIFICATE_EXPIRED),
}
"""Numbers: OpenSSL's include/openssl/x509_vfy.h; alerts: x509_verr2al in its ssl/statem (3.x),
whose names are those of RFC 8446 section 6.2."""

ALERTS: Final = {
    0: "CLOSE_NOTIFY",
    10: "SSLV3_ALERT_UNEXPECTED_MESSAGE",
    20: "SSLV3_ALERT_BAD_RECORD_MAC",
    22: "TLSV1_ALERT_RECORD_OVERFLOW",
    40: "SSLV3_ALERT_HANDSHAKE_FAILURE",
    42: "SSLV3_ALERT_BAD_CERTIFICATE",
    43: "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE",
    44: "SSLV3_ALERT_CERTIFICATE_REVOKED",
    45: "SSLV3_ALERT_CERTIFICATE_EXPIRED",
    46: "SSLV3_ALERT_CERTIFICATE_UNKNOWN",
    47: "SSLV3_ALERT_ILLEGAL_PARAMETER",
    48: "TLSV1_ALERT_UNKNOWN_CA",
    49: "TLSV1_ALERT_ACCESS_DENIED",
    50: "TLSV1_ALERT_DECODE_ERROR",
    51: "TLSV1_ALERT_DECRYPT_ERROR",
    70: "TLSV1_ALERT_PROTOCOL_VERSION",
    71: "TLSV1_ALERT_INSUFFICIENT_SECURITY",
    80: "TLSV1_ALERT_INTERNAL_ERROR",
    90: "TLSV1_ALERT_USER_CANCELLED",
    112: "TLSV1_UNRECOGNIZED_NAME",
}
"""Alerts (RFC 8446 section 6.2) as OpenSSL calls them when the other end sends one."""


class CertificateError(ssl.SSLCertVerificationError):
    """A certificate that a client does not take; `why` says what is wrong with it.

    `verify_code` and `verify_message` are as Python's own ssl has them.
    """

    def __init__(self, why: Why, host: str) -> None:
        fault = FAULTS[why]
        words = fault.words
        if why == "wrong-name":
            words += f", certificate is not valid for '{host}'."
        super().__init__(
            ssl.SSL_ERROR_SSL,
            f"[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {words}",
        )
        self.why: Why = why
        self.alert = fault.alert
        self.reason, self.library = "CERTIFICATE_VERIFY_FAILED", "SSL"
        self.verify_code, self.verify_message = fault.code, words


def from_the_other_end(description: int) -> ssl.SSLError:
    """Return the error for an alert that the other end sent."""
    name = ALERTS.get(description, f"ALERT_{description}")
    words = name.lower().replace("_", " ")
    error = ssl.SSLError(ssl.SSL_ERROR_SSL, f"[SSL: {name}] {words}")
    error.reason, error.library = name, "SSL"
    return error
