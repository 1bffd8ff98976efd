"""Serials: 26 signs that name a batch and, by its key alone, one number of it; nothing is stored for them.

`TTTTT` names the batch. Twenty signs hold an 80-bit keyed hash of the number and the number itself hidden behind a second
keyed hash (a synthetic initialisation vector: RFC 5297's idea). Without the key a serial can only be guessed, one in 2⁸⁰.
The last sign is a check over GF(32): it tells any one wrong sign and any two that changed places.
"""

from __future__ import annotations

import hmac
import unicodedata
from base64 import b32encode
from hashlib import blake2b

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are read as other signs or as words."""
TAG, BODY = 5, 20
LENGTH = TAG + BODY + 1
GROUPS = (5, 5, 5, 5, 6)
MOST = 1_000_000
KEY_BYTES = 32
MOST_TYPED = 80

_HASH, _NUMBER_BITS = 10, 20
_TO_OURS = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode())
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = str.maketrans("", "", " -_·.\u2010\u2011\u2012\u2013\u2014\u2212")


def write_serial(tag: str, key: bytes, number: int) -> str:
    """Return the serial of a number from 1 to a million in the batch `tag`, the same every time."""
    mac = _mac(key, number)
    body = mac + ((number ^ _mask(key, mac)) << 4).to_bytes(3, "big")
    signs = tag + b32encode(body)[:BODY].translate(_TO_OURS).decode()
    return signs + ALPHABET[_check(signs)]


def read_serial(typed: str) -> str | None:
    """Return the one spelling of what was typed; None when it is no serial or has a typing error."""
    if len(typed) > MOST_TYPED:
        return None
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_BETWEEN).translate(_LOOKS_LIKE)
    if len(plain) != LENGTH or any(sign not in _VALUE for sign in plain):
        return None
    return plain if _check(plain[:-1]) == _VALUE[plain[-1]] else None


def number_of(serial: str, key: bytes) -> int | None:
    """Return the number of a serial in its one spelling; None when it was not written with the key."""
    bits = 0
    for sign in serial[TAG:-1]:
        bits = bits << 5 | _VALUE[sign]
    mac = (bits >> _NUMBER_BITS).to_bytes(_HASH, "big")
    number = (bits & ((1 << _NUMBER_BITS) - 1)) ^ _mask(key, mac)
    return number if hmac.compare_digest(_mac(key, number), mac) and 1 <= number <= MOST else None


def tag_of(serial: str) -> str:
    """Return the part of a serial that names its batch."""
    return serial[:TAG]


def shown(serial: str) -> str:
    """Return the serial in groups, as people read it out."""
    parts, start = [], 0
    for length in GROUPS:
        parts.append(serial[start : start + length])
        start += length
    return "-".join(parts)


def _mac(key: bytes, number: int) -> bytes:
    return blake2b(number.to_bytes(3, "big"), digest_size=_HASH, key=key, person=b"siyu.code.mac").digest()


def _mask(key: bytes, mac: bytes) -> int:
    hidden = blake2b(mac, digest_size=3, key=key, person=b"siyu.code.number").digest()
    return int.from_bytes(hidden, "big") >> 4


def _times_two(value: int) -> int:
    """Multiply in GF(32), the field of five bits over x⁵ + x² + 1, whose 2 generates all 31 others."""
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled


def _weights() -> tuple[dict[str, int], ...]:
    """Return for each place the value of each sign times that place's own power of two."""
    places, values = [], list(range(32))
    for _ in range(TAG + BODY):
        values = [_times_two(value) for value in values]
        places.append({sign: values[place] for place, sign in enumerate(ALPHABET)})
    return tuple(places)


_WEIGHTS = _weights()


def _check(signs: str) -> int:
    value = 0
    for weights, sign in zip(_WEIGHTS, signs, strict=True):
        value ^= weights[sign]
    return value
