"""What is kept of who scans: a hash of the address that nobody can undo a day later, and a coarse kind of browser."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b

from siyu.accounts.sealing import seal, unseal
from siyu.connect.codes.models import Salt
from siyu.lib.text import Text

AGENTS: dict[str, Text] = {
    "wechat": Text("微信", "WeChat"),
    "wecom": Text("企业微信", "WeCom"),
    "alipay": Text("支付宝", "Alipay"),
    "phone": Text("手机浏览器", "Phone"),
    "desktop": Text("电脑浏览器", "Desktop"),
    "robot": Text("程序", "Program"),
}

ROBOT = "robot"
_ROBOTS = re.compile(r"(?<!cu)bot|crawl|spider|preview|fetch|monitor|curl|wget|python|http|scan|java/", re.IGNORECASE)
_PHONES = re.compile(r"mobile|android|iphone|ipad|harmony", re.IGNORECASE)
_MOST_LOOKED_AT = 1_000


def agent_of(header: str) -> str:
    """Return the kind of browser; who does not say what it is, is a program."""
    told = header[:_MOST_LOOKED_AT]
    if "wxwork" in told.lower():
        return "wecom"
    if "MicroMessenger" in told:
        return "wechat"
    if "AlipayClient" in told:
        return "alipay"
    if not told or _ROBOTS.search(told):
        return ROBOT
    return "phone" if _PHONES.search(told) else "desktop"


def hash_address(address: str, now: datetime | None = None) -> str:
    """Return 16 signs that are the same for the same address on the same day (UTC)."""
    day = (now or datetime.now(UTC)).date()
    return blake2b(address.encode(), digest_size=8, key=_salt(day)).hexdigest()


def forget_salts(today: date) -> int:
    """Destroy the salts of days before; what was hashed with them leads to no address any more."""
    _salt.cache_clear()
    return Salt.objects.filter(on__lt=today).delete()[0]


@lru_cache(maxsize=1)
def _salt(day: date) -> bytes:
    about = f"siyu.codes.salt:{day}".encode()
    made, _ = Salt.objects.get_or_create(on=day, defaults={"value": seal(os.urandom(32), about)})
    return unseal(bytes(made.value), about)
