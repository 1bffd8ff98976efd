"""What a platform sends is read within bounds; tricks of XML are refused before they are carried out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyu.connect.callbacks.fields import read_fields, text_of, texts_of
from siyu.lib.errors import Refusal
from siyu_sandbox.callbacks.envelopes import as_xml

BOMB = b"""<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><xml><Event>&c;</Event></xml>"""
OUTSIDE = b'<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Event>&e;</Event></xml>'
TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40).map(str.strip)
TAGS = st.sampled_from(["Event", "State", "UserID", "Item", "EventKey"])


def test_nested_and_repeated_tags_are_read() -> None:
    found = read_fields(b"<xml><A>1</A><List><Item>x</Item><Item><![CDATA[<y>]]></Item></List><Empty/></xml>")
    assert found == {"A": "1", "List": {"Item": ["x", "<y>"]}, "Empty": ""}
    assert texts_of(found, "List", "Item") == ["x", "<y>"]
    assert texts_of(found, "A") == ["1"]
    assert texts_of(found, "No", "Item") == []
    assert text_of(found, "List") == ""


def test_the_json_of_mini_programs_is_read() -> None:
    assert read_fields(b' {"Event": "x", "CreateTime": 5}') == {"Event": "x", "CreateTime": "5"}


@given(st.dictionaries(TAGS, TEXTS | st.lists(TEXTS, min_size=2, max_size=3), max_size=5))
def test_whatever_a_platform_writes_is_read_as_it_was_meant(event: dict[str, Any]) -> None:
    read = read_fields(as_xml("xml", {"Event": "e", **event}).encode())
    assert read == {"Event": "e", **event}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (BOMB, "callback.doctype"),
        (OUTSIDE, "callback.doctype"),
        (b"<xml><a></xml>", "callback.malformed"),
        (b"", "callback.malformed"),
        (b"<other/>", "callback.malformed"),
        (b"<xml>text</xml>", "callback.malformed"),
        (b"{", "callback.malformed"),
        (b"[" * 9000, "callback.malformed"),
        (b"\xff\xfe\x00", "callback.malformed"),
        (b"<xml>&undefined;</xml>", "callback.malformed"),
        (b"<xml>" + b"<a>" * 20, "callback.too_deep"),
        (b"<xml>" + b"<a/>" * 6000 + b"</xml>", "callback.too_deep"),
        (b'{"a":' * 3000 + b"1" + b"}" * 3000, "callback.malformed"),
    ],
)
def test_bad_input_has_a_clear_result(body: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_fields(body)
    assert (refused.value.code, refused.value.status) == (code, 400)
