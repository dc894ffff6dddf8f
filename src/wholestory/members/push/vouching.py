"""Vouching: how a push service knows who sends (VAPID, RFC 8292)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from wholestory.members.push import keys

HOLDS = timedelta(hours=12)  # a service may refuse more than a day


def vouched(origin: str, *, key: ec.EllipticCurvePrivateKey, contact: str, now: datetime) -> str:
    """The `Authorization` for the push service at `origin`; `contact` is whom it may write to."""
    claims = {"aud": origin, "exp": int((now + HOLDS).timestamp()), "sub": contact}
    said = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
    r, s = decode_dss_signature(key.sign(said.encode("ascii"), ec.ECDSA(SHA256())))
    signature = r.to_bytes(keys.BYTES, "big") + s.to_bytes(keys.BYTES, "big")
    return f"vapid t={said}.{keys.text(signature)}, k={keys.text(keys.public(key))}"


def _part(claims: dict[str, object]) -> str:
    return keys.text(json.dumps(claims, separators=(",", ":")).encode())
