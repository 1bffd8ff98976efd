"""The words of a welcome: which fields there are, and what stands for them for one contact."""

from __future__ import annotations

import logging

from siyu.accounts.models import Workspace
from siyu.connect.contact_codes.documents import ContactCodeDocument
from siyu.connect.contact_codes.models import ContactCode
from siyu.engage.templates.parsing import parse
from siyu.engage.templates.rendering import fields_of, render, unknown_field
from siyu.engage.templates.values import Values
from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.wecom.contacts import get_contact
from siyu.unify.stores.models import Staff, Store

log = logging.getLogger("siyu.welcomes")

FIELDS: dict[str, Text] = {
    "name": Text("客户的微信昵称", "The contact's own name"),
    "staff": Text("员工姓名", "Name of the member of staff"),
    "store": Text("活码的门店", "Store of the code"),
    "code": Text("活码名称", "Label of the code"),
    "brand": Text("品牌", "Brand"),
}
CERTAIN = frozenset({"code", "brand"})
WHERE = "welcome"


def check_welcome(document: ContactCodeDocument) -> None:
    """Raise `Refusal` for a welcome that is no template, names a field nobody knows, or leaves a hole where one is missing."""
    if not document.welcome:
        return
    for use in parse(document.welcome, WHERE).uses:
        if use.field not in FIELDS:
            raise unknown_field(use, FIELDS, WHERE)
        if use.needs_fallback and use.field not in CERTAIN:
            at = use.place.text
            mend = '{{ field | default: "您" }}'.replace("field", use.field)
            raise Refusal(
                "contact_code.no_fallback",
                Text(f"字段“{use.field}”可能没有值（{at.zh}）", f"the field “{use.field}” may have no value ({at.en})"),
                where=WHERE,
                mend=Text(f"请写成 {mend}。", f"Write {mend}."),
            )


def welcome_text(code: ContactCode, channel: Channel, staff: str, external_userid: str) -> str:
    """Return what the contact is to read. Asks the platform for the name only where the text uses it; does without when it
    can't be told, because a welcome without a name is better than none."""
    document = code.document
    used = fields_of(document["welcome"])
    known: dict[str, str | None] = {
        "name": _name_of(channel, external_userid) if "name" in used else None,
        "staff": _staff_name(code.workspace, staff) if "staff" in used else None,
        "store": _store_name(code.workspace, document.get("store", "")) if "store" in used else None,
        "code": code.label["zh-CN"] or code.label["en"] or code.name,
        "brand": code.workspace.name,
    }
    return render(document["welcome"], as_values(known), WHERE)


def asks_platform(code: ContactCode) -> bool:
    """Say whether the words of a code's welcome need something the platform has to be asked for."""
    try:
        return "name" in fields_of(code.document["welcome"])
    except Refusal:
        return False


def as_values(known: dict[str, str | None]) -> Values:
    """Return the values; an empty text is as good as none."""
    return {name: value or None for name, value in known.items()}


def _name_of(channel: Channel, external_userid: str) -> str | None:
    try:
        return get_contact(channel, external_userid).external_contact.name
    except PlatformError as error:
        log.warning("a welcome goes without the contact's name: %s", error)
        return None


def _staff_name(workspace: Workspace, userid: str) -> str | None:
    return Staff.objects.filter(workspace=workspace, key=userid).values_list("name", flat=True).first()


def _store_name(workspace: Workspace, key: str) -> str | None:
    return Store.objects.filter(workspace=workspace, key=key).values_list("name", flat=True).first() if key else None
