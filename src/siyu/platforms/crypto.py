"""The platforms' message encryption: AES-256-CBC with 32-byte padding and the receiver's id inside, SHA-1 signatures."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32


class Unsealable(ValueError):  # noqa: N818 - what the message is
    """A message that can't be opened: signature, encryption, or meant for somebody else."""


def sign(*parts: str) -> str:
    """Return the lowercase SHA-1 over the parts, sorted and joined: token, timestamp, nonce and, when sealed, the message."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def sign_page(ticket: str, nonce: str, timestamp: str, url: str) -> str:
    """Return the signature of a page for its JavaScript interface; the url counts up to its `#`."""
    whole = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url.partition('#')[0]}"
    return hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()


def key_of(aes_key: str) -> bytes:
    """Return the 32 bytes of an EncodingAESKey of 43 signs; raises `ValueError`."""
    try:
        key = base64.b64decode(aes_key + "=", validate=True)
    except binascii.Error:
        key = b""
    if len(key) != BLOCK:
        raise ValueError("an EncodingAESKey has 43 letters and digits")
    return key


def seal(message: bytes, aes_key: str, receiver: str, noise: bytes) -> str:
    """Return the encrypted message in base64; `noise` is 16 random bytes."""
    plain = noise + struct.pack(">I", len(message)) + message + receiver.encode()
    pad = BLOCK - len(plain) % BLOCK
    encryptor = _cipher(aes_key).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()).decode()


def open_sealed(sealed: str, aes_key: str, receiver: str) -> bytes:
    """Return the message; raises `Unsealable` when it is broken or meant for another receiver."""
    try:
        decryptor = _cipher(aes_key).decryptor()
        plain = decryptor.update(base64.b64decode(sealed, validate=True)) + decryptor.finalize()
    except (ValueError, binascii.Error):
        raise Unsealable("not encrypted with this key") from None
    if len(plain) < BLOCK or not 1 <= plain[-1] <= BLOCK:
        raise Unsealable("wrong padding")
    plain = plain[: -plain[-1]]
    (length,) = struct.unpack(">I", plain[16:20].rjust(4, b"\0"))
    message, whose = plain[20 : 20 + length], plain[20 + length :]
    if len(message) != length or not hmac.compare_digest(whose, receiver.encode()):
        raise Unsealable("meant for another receiver")
    return message


def _cipher(aes_key: str) -> Cipher[modes.CBC]:
    key = key_of(aes_key)
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))
