"""Reading a request's body within bounds, unpacked within bounds too: a small packed body may be a huge one."""

from __future__ import annotations

import zlib
from typing import Any

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

_PIECE = 65_536


def read_body(environ: dict[str, Any], most: int) -> bytes:
    """Return the body as sent. Raises `Refusal` 413 for more than `most` bytes, without reading them."""
    length = environ.get("CONTENT_LENGTH") or ""
    if length.isdigit() and int(length) > most:
        raise too_large(most)
    source = environ["wsgi.input"]
    pieces, held = [], 0
    while piece := source.read(min(_PIECE, most + 1 - held)):
        pieces.append(piece)
        held += len(piece)
        if held > most:
            raise too_large(most)
    return b"".join(pieces)


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """Return the body without its gzip or deflate packing, which is also recognised when no header names it."""
    if body[:2] == b"\x1f\x8b":
        return gunzip(body, most)
    if encoding == "deflate":
        return _inflate(body, most, zlib.MAX_WBITS)
    if encoding in {"", "identity", "gzip"}:
        return body
    raise Refusal(
        "body.encoding",
        Text("不支持的压缩方式“{name}”", "the encoding “{name}” is not supported").format(name=encoding[:40]),
        where="Content-Encoding",
        mend=Text("可用 gzip 或 deflate。", "Use gzip or deflate."),
        status=415,
    )


def gunzip(packed: bytes, most: int) -> bytes:
    """Return what was packed. Raises `Refusal`: 400 for a broken packing, 413 above `most` bytes."""
    return _inflate(packed, most, 16 + zlib.MAX_WBITS)


def too_large(most: int) -> Refusal:
    """Return the refusal of a body above `most` bytes."""
    text = Text("请求内容超过 {most} KB", "the request is larger than {most} KB").format(most=most // 1024)
    return Refusal("body.too_large", text, mend=Text("请减小批次后重发。", "Send smaller batches."), status=413)


def _inflate(packed: bytes, most: int, window: int) -> bytes:
    unpacking = zlib.decompressobj(window)
    try:
        plain = unpacking.decompress(packed, most + 1)
    except zlib.error:
        raise _broken() from None
    if len(plain) > most:
        raise too_large(most)
    if not unpacking.eof:
        raise _broken()
    return plain


def _broken() -> Refusal:
    return Refusal("body.broken_packing", Text("压缩数据已损坏", "the packed data is broken"), status=400)
