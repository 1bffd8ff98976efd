"""Documents of templates: what is refused when one is saved, and where."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.engage.templates.documents import read_template
from siyu.lib.errors import Refusal
from tests.engage.templates.conftest import document

LINK = {"type": "link", "title": "新品", "url": "https://shop.example/new"}


def _sms(text: str, **fields: Any) -> dict[str, Any]:
    return document(contents={"sms": {"text": text}}, **fields)


def _wecom(**content: Any) -> dict[str, Any]:
    return document(contents={"wecom": content})


def _account(**message: Any) -> dict[str, Any]:
    return document(contents={"official_account": {"message": message}})


def _notice(**fields: Any) -> dict[str, Any]:
    return _account(type="notice", template_id="T1", data=[{"name": "thing1", "text": "{{ brand }}"}], **fields)


def _email(**content: Any) -> dict[str, Any]:
    return document(contents={"email": {"subject": "你好", "text": "正文", **content}})


@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        ([], "wrong_type", ""),
        (document(kind="segment"), "wrong_type", "kind"),
        (document("Hello"), "name", "name"),
        (document(label={"zh-CN": " ", "en": "x"}), "label", "label"),
        (document(**{"class": "spam"}), "wrong_type", "class"),
        (document(colour="red"), "unknown_key", "colour"),
        (document(contents={}), "empty", "contents"),
        (document(contents={"smss": {"text": "x"}}), "unknown_channel", "contents.smss"),
        (document(contents={"sms": "x"}), "wrong_type", "contents.sms"),
        (document(contents={"sms": {"txt": "x"}}), "unknown_key", "contents.sms.txt"),
        (_sms("{{ nmae }}"), "unknown_field", "contents.sms.text"),
        (_sms("{{ attribute.phone }}"), "unknown_field", "contents.sms.text"),
        (_sms("{{ name }}"), "no_fallback", "contents.sms.text"),
        (_sms("{{ guide }}"), "no_fallback", "contents.sms.text"),
        (_sms("{{ brand | append: name }}"), "no_fallback", "contents.sms.text"),
        (_sms("{{ name", fallbacks={"name": "您"}), "syntax", "contents.sms.text"),
        (_sms("{{ name }}", fallbacks={"nme": "您"}), "unknown_field", "fallbacks.nme"),
        (_sms("{{ name }}", fallbacks={"name": "a\nb"}), "fallback", "fallbacks.name"),
        (_sms("{% if name > 3 %}x{% endif %}y"), "mismatch", "contents.sms.text"),
        (_sms("{% if feature.orders_total contains 'x' %}x{% endif %}y"), "mismatch", "contents.sms.text"),
        (_sms("{% if joined_on > '2017' %}x{% endif %}y"), "mismatch", "contents.sms.text"),
        (_sms("{{ brand | times: 2 }}"), "bad_argument", "contents.sms.text"),
        (_sms("  "), "empty", "contents.sms.text"),
        (_sms("{% if name %}您好{% endif %}"), "empty", "contents.sms.text"),
        (_sms("【店】您好"), "signature", "contents.sms.text"),
        (_sms("大促", **{"class": "marketing"}), "no_way_out", "contents.sms.text"),
        (_sms("长" * 501), "over_limit", "contents.sms.text"),
        (_wecom(), "empty", "contents.wecom.text"),
        (_wecom(text="字" * 1_334), "over_limit", "contents.wecom.text"),
        (_wecom(attachments=[LINK] * 10), "wrong_type", "contents.wecom.attachments"),
        (_wecom(attachments=[LINK | {"title": "字" * 43}]), "over_limit", "contents.wecom.attachments[0].title"),
        (_wecom(attachments=[LINK | {"title": ""}]), "empty", "contents.wecom.attachments[0].title"),
        (_wecom(attachments=[LINK | {"url": "javascript:alert(1)"}]), "bad_link", "contents.wecom.attachments[0].url"),
        (
            _wecom(attachments=[LINK | {"url": "https://{{ brand }}.example/"}]),
            "bad_link",
            "contents.wecom.attachments[0].url",
        ),
        (
            _wecom(attachments=[LINK | {"url": "https://shop.example{{ brand }}"}]),
            "bad_link",
            "contents.wecom.attachments[0].url",
        ),
        (_wecom(attachments=[LINK | {"url": "https://a@b.example"}]), "bad_link", "contents.wecom.attachments[0].url"),
        (_wecom(attachments=[{"type": "coupon"}]), "wrong_type", "contents.wecom.attachments[0]"),
        (_account(type="text", text=" "), "empty", "contents.official_account.message.text"),
        (_notice(url="ftp://x.example"), "bad_link", "contents.official_account.message.url"),
        (_notice() | {"class": "marketing"}, "notice_is_no_marketing", "contents.official_account.message.type"),
        (_email(subject="你好\nBcc: all@shop.example"), "lines", "contents.email.subject"),
        (_email(subject="字" * 201), "over_limit", "contents.email.subject"),
        (_email(text=" "), "empty", "contents.email.text"),
        (document(contents={"webhook": {"body": {}}}), "empty", "contents.webhook.body"),
        (document(contents={"webhook": {"body": {"a": "{{ x }}"}}}), "unknown_field", "contents.webhook.body.a"),
        (document(contents={"webhook": {"body": {"a": "x" * 16_384}}}), "too_long", "contents.webhook.body.a"),
    ],
)  # fmt: skip
def test_it_is_refused(shop: Workspace, raw: Any, code: str, where: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_template(shop, raw)
    assert refused.value.code.partition(".")[2] == code
    assert (refused.value.where or "") == where


def test_a_template_of_every_channel_is_taken_as_it_is(shop: Workspace) -> None:
    raw = document(
        language="en",
        **{"class": "marketing"},
        contents={
            "wecom": {"text": "{{ name }}", "attachments": [
                LINK | {"url": "https://shop.example/?n={{ name | default: 'x' | url_encode }}"},
                {"type": "image", "picture": "media-id_1"},
                {"type": "mini_program", "title": "{{ brand }}", "appid": "wx1", "page": "p?x=1", "picture": "m"},
            ]},
            "official_account": {"message": {"type": "text", "text": "{{ attribute.city | default: 'home' }}"}},
            "sms": {"text": "{{ store | default: 'us' }}，拒收请回复R", "code": "SMS_1",
                    "parameters": [{"name": "name", "text": "{{ name }}"}]},
            "email": {"subject": "{{ feature.money_total }}", "text": "x", "html": "<p>{{ stage.lifecycle | default: '' }}</p>"},
            "webhook": {"body": {"who": "{{ name }}", "n": 3, "list": [True, None, "{{ brand }}"]}},
        },
        fallbacks={"name": "friend"},
    )  # fmt: skip
    read = read_template(shop, raw).as_json()
    assert list(read["contents"]) == ["wecom", "official_account", "sms", "email", "webhook"]
    assert read_template(shop, read).as_json() == read


@pytest.mark.parametrize("text", ["大促，拒收请回复R", "大促，退订回T", "回TD退订", "Sale. Reply STOP to opt out"])
def test_a_way_out_of_marketing_is_known_in_its_usual_words(shop: Workspace, text: str) -> None:
    assert read_template(shop, _sms(text, **{"class": "marketing"})).content_class == "marketing"
