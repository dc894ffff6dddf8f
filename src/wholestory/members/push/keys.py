"""Keys of P-256: the site's own, by which push services know it, and those of devices."""

from __future__ import annotations

import base64
import binascii
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
BYTES = 32


def made() -> str:
    """A new private key, as it is kept in a file."""
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return text(number.to_bytes(BYTES, "big"))


@cache
def private(kept: str) -> ec.EllipticCurvePrivateKey:
    """The private key that is kept so. Raises `ValueError`."""
    return ec.derive_private_key(int.from_bytes(data(kept), "big"), CURVE)


def public(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Its public key, as a point of 65 bytes."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def point(given: bytes) -> ec.EllipticCurvePublicKey:
    """The public key at a point. Raises `ValueError` for one that is not on the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, given)


def text(given: bytes) -> str:
    """Bytes as push writes them: base64url without padding."""
    return base64.urlsafe_b64encode(given).rstrip(b"=").decode("ascii")


def data(given: str) -> bytes:
    """Bytes that are written so; padding does no harm. Raises `ValueError`."""
    bare = given.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
