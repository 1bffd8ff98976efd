"""The kinds of identifiers as data: which link, how many one person may have, how many people one may join, where they hold."""

from __future__ import annotations

from dataclasses import dataclass

from siyu.lib.text import Text

UNKNOWN_SCOPE_HOLDS = 5
"""How many openids, say, one person may have when it is not said of which app they are."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of identifier, and what it may do.

    A strong one links people; a weak one never does, it only belongs to somebody. One person has at most `holds` values of
    a strong kind, in each scope. A value that would join more than `joins` people is overshared and asked about no more.
    `scope` names what the value holds in, such as the app of an openid, when it does not hold everywhere.
    """

    name: str
    label: Text
    aliases: tuple[str, ...]
    is_strong: bool
    holds: int
    joins: int
    scope: Text | None = None

    def holds_in(self, scope: str) -> int:
        """Return how many one person may have in a scope; empty when it is not known."""
        return max(self.holds, UNKNOWN_SCOPE_HOLDS) if self.scope and not scope else self.holds


_MANY = 1_000_000

_APP = Text("应用（AppID）", "App (AppID)")
_CORP = Text("企业（CorpID）", "Corp (CorpID)")
_SHOP = Text("店铺", "Shop")

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("unionid", Text("UnionID", "UnionID"), ("unionid", "union_id", "微信unionid"), True, 1, 5),
        Kind("member_no", Text("会员号", "Member number"),
             ("member_no", "member_id", "member", "customer_id", "customer", "user_id", "会员号", "会员编号", "会员id",
              "客户编号", "用户id"), True, 1, 5),
        Kind("card", Text("会员卡号", "Card number"),
             ("card", "card_no", "card_number", "会员卡", "会员卡号", "卡号"), True, 1, 5),
        Kind("external_userid", Text("企微客户 ID", "WeCom contact id"),
             ("external_userid", "external_user_id", "企微客户id", "外部联系人id"), True, 1, 5, _CORP),
        Kind("openid", Text("OpenID", "OpenID"), ("openid", "open_id", "微信openid"), True, 1, 5, _APP),
        Kind("shop_id", Text("店铺买家 ID", "Shop buyer id"),
             ("shop_id", "buyer_id", "buyer_nick", "买家id", "买家昵称", "店铺买家id"), True, 1, 5, _SHOP),
        Kind("phone", Text("手机号", "Phone"),
             ("phone", "mobile", "tel", "telephone", "phone_number", "手机", "手机号", "手机号码", "电话", "联系电话"),
             True, 5, 5),
        Kind("email", Text("邮箱", "E-mail"), ("email", "e_mail", "mail", "邮箱", "电子邮箱", "邮件"), False, _MANY, 5),
        Kind("household", Text("家庭号", "Household"),
             ("household", "household_id", "household_key", "家庭", "家庭号", "家庭编号"), False, _MANY, 20),
        Kind("device", Text("设备", "Device"), ("device", "device_id", "anonymous_id", "设备", "设备号"), False, _MANY, 10),
    )
}  # fmt: skip
"""Strongest first: with several in one row the first of them decides whose the row is."""

RANK: dict[str, int] = {name: place for place, name in enumerate(KINDS)}


def split(reference: str) -> tuple[str, str]:
    """Return kind and scope of a reference such as `openid:wx1234`."""
    name, _, scope = reference.partition(":")
    return name, scope
