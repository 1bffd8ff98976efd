"""One spelling for each identifier, so that the same phone typed three ways is one phone."""

from __future__ import annotations

import unicodedata

import phonenumbers

from siyu.lib.text import Text

KINDS: dict[str, Text] = {
    "unionid": Text("UnionID", "UnionID"),
    "phone": Text("手机号", "Phone"),
    "card": Text("会员卡号", "Card number"),
    "member_no": Text("会员号", "Member number"),
    "external_userid": Text("企微客户 ID", "WeCom contact id"),
    "openid": Text("OpenID", "OpenID"),
    "email": Text("邮箱", "E-mail"),
    "household": Text("家庭号", "Household"),
    "device": Text("设备", "Device"),
}
"""The kinds of identifiers, strongest first: with several in one row the first of them decides."""

REGION = "CN"
MAX_LENGTH = 200


def normalise(kind: str, value: str) -> str | None:
    """Return the one spelling of an identifier, or None when it cannot be one of its kind.

    Full-width digits become plain ones; phones become E.164 (mainland China unless written with a country code);
    e-mail addresses are lower-cased.
    """
    plain = unicodedata.normalize("NFKC", value).strip()
    if not plain or len(plain) > MAX_LENGTH:
        return None
    if kind == "phone":
        return _phone(plain)
    if kind == "email":
        user, at, host = plain.lower().partition("@")
        return plain.lower() if user and at and "." in host and " " not in plain else None
    return plain


def spellings(words: str) -> set[str]:
    """Return every normal form the typed words may stand for."""
    return {form for kind in KINDS if (form := normalise(kind, words))}


def _phone(plain: str) -> str | None:
    digits = f"+{plain[2:]}" if plain.startswith("00") else plain
    try:
        number = phonenumbers.parse(digits, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
