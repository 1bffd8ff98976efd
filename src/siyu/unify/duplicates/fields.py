"""Which attributes of a member are a name, a birthday or an address: attributes are called what a file called them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from siyu.analytics.duplicates.spelling import (
    divide_address,
    divide_name,
    plain,
    plain_birthday,
    plain_code,
    plain_gender,
)

ALIASES: dict[str, tuple[str, ...]] = {
    "name": ("real_name", "full_name", "name", "真实姓名", "姓名"),
    "given_name": ("given_name", "givenname", "first_name", "firstname", "forename", "名", "名字"),
    "surname": ("surname", "last_name", "lastname", "family_name", "姓", "姓氏"),
    "birthday": ("birthday", "birth_date", "birthdate", "date_of_birth", "dob", "born_on", "生日", "出生日期", "出生年月日"),
    "gender": ("gender", "sex", "性别"),
    "street": ("address", "street", "street_address", "address_1", "address_line_1", "详细地址", "家庭住址", "住址", "地址",
               "收货地址"),
    "number": ("street_number", "house_number", "门牌号"),
    "postcode": ("postcode", "post_code", "postal_code", "zip", "zip_code", "zipcode", "邮编", "邮政编码"),
    "city": ("city", "town", "suburb", "城市", "所在城市"),
}  # fmt: skip
"""The names of attributes by what they hold, the better one first."""

_FIELD_OF = {alias: (field, place) for field, aliases in ALIASES.items() for place, alias in enumerate(aliases)}


def particulars(name: str, attributes: Mapping[str, Any], today: date) -> dict[str, str | None]:
    """Return what a member is compared by, in one spelling: a value or None of each of the model's columns."""
    told = _told(attributes)
    street = " ".join(filter(None, (told.get("street"), told.get("number")))) if told.get("street") else None
    return {
        **divide_name(told.get("name") or name or None, told.get("given_name"), told.get("surname")),
        "birthday": plain_birthday(told.get("birthday"), today),
        "gender": plain_gender(told.get("gender")),
        **divide_address(street),
        "postcode": plain_code(told.get("postcode")),
        "city": plain(told.get("city")),
    }


def _told(attributes: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of each field that an attribute tells, of several the better named one."""
    best: dict[str, tuple[int, str]] = {}
    for attribute, value in attributes.items():
        field, place = _FIELD_OF.get(attribute.strip().lower().replace(" ", "_").replace("-", "_"), ("", 0))
        if field and value is not None and value != "" and place <= best.get(field, (place, ""))[0]:
            best[field] = (place, str(value))
    return {field: text for field, (_, text) in best.items()}
