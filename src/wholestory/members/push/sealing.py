"""Sealing: a message that only one device can read (RFC 8291; its record is RFC 8188's aes128gcm)."""

from __future__ import annotations

import hmac
import os
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wholestory.members.push import keys

RECORD = 4096  # bytes; all that a push service has to take
SALT, SECRET = 16, 16  # bytes
LONGEST = RECORD - 86 - 17  # of a message: without the header, the end mark and the tag
_LAST = b"\x02"


def sealed(
    message: bytes,
    *,
    device: bytes,
    secret: bytes,
    salt: bytes | None = None,
    own: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """`message` for the device of that public key and secret, with a key made for it alone.

    `salt` and `own` are for tests. Raises `ValueError` for a key that is none and a message that is too long.
    """
    if len(message) > LONGEST:
        raise ValueError(f"a message has at most {LONGEST} bytes")
    salt, own = salt or os.urandom(SALT), own or ec.generate_private_key(keys.CURVE)
    sender = keys.public(own)
    shared = own.exchange(ec.ECDH(), keys.point(device))
    seed = _expanded(_mac(secret, shared), b"WebPush: info\0" + device + sender, 32)
    first = _mac(salt, seed)
    key = _expanded(first, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _expanded(first, b"Content-Encoding: nonce\0", 12)
    header = salt + RECORD.to_bytes(4, "big") + bytes([len(sender)]) + sender
    return header + AESGCM(key).encrypt(nonce, message + _LAST, None)


def _expanded(key: bytes, about: bytes, length: int) -> bytes:
    """HKDF's second step (RFC 5869), which for up to 32 bytes is one round."""
    return _mac(key, about + b"\x01")[:length]


def _mac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, sha256).digest()
