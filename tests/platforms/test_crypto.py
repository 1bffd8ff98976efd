"""Sealing agrees with the six vectors, which two independent programs made, and refuses what is forged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from siyu.platforms.crypto import Unsealable, open_sealed, seal, sign, sign_page

VECTORS: dict[str, Any] = json.loads((Path(__file__).parent / "vectors.json").read_text())
TOKEN, KEY = "H7SimToken2026", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
CORP, ACCOUNT = "ww0123456789abcdef", "wx0123456789abcdef"
SEALED = {
    "v1": ("echostr", "1616140317555161061", CORP, b"0123456789abcdef"),
    "v2": ("encrypt", VECTORS["v2"]["xml"], CORP, b"fedcba9876543210"),
    "v3": ("encrypt", VECTORS["v3"]["xml"], ACCOUNT, b"aaaaBBBBccccDDDD"),
    "v4": ("encrypt", "A" * 26, CORP, b"1111222233334444"),
}


@pytest.mark.parametrize("name", SEALED)
def test_sealed_vectors_are_made_and_opened(name: str) -> None:
    vector, (field, message, whom, noise) = VECTORS[name], SEALED[name]
    assert seal(message.encode(), KEY, whom, noise) == vector[field]
    assert open_sealed(vector[field], KEY, whom).decode() == message
    assert sign(TOKEN, vector["ts"], vector["nonce"], vector[field]) == vector["msg_signature"]


def test_the_signature_without_sealing_is_the_fifth_vector() -> None:
    assert sign(TOKEN, VECTORS["v5"]["ts"], VECTORS["v5"]["nonce"]) == VECTORS["v5"]["signature"]


def test_the_signature_of_a_page_is_the_sixth_vector() -> None:
    raw = dict(part.split("=", 1) for part in VECTORS["v6"]["raw"].split("&", 3))
    signed = sign_page(raw["jsapi_ticket"], raw["noncestr"], raw["timestamp"], raw["url"] + "#top")
    assert signed == VECTORS["v6"]["sha1"]


@pytest.mark.parametrize(
    ("sealed", "whom"),
    [
        (VECTORS["v2"]["encrypt"], "wwsomebodyelse0000"),
        ("x" + VECTORS["v2"]["encrypt"][1:], CORP),
        (VECTORS["v2"]["encrypt"][:-8], CORP),
        ("not base64!", CORP),
        ("", CORP),
        ("QUJD", CORP),
    ],
)
def test_what_is_broken_or_meant_for_another_is_refused(sealed: str, whom: str) -> None:
    with pytest.raises(Unsealable):
        open_sealed(sealed, KEY, whom)
