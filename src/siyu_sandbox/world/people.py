"""People: one identity each, under other ids for the corp, every official account and every mini-program."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from siyu_sandbox.errors import refuse
from siyu_sandbox.ids import Ids

SURNAMES, GIVEN = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗",
    "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂英华玉兰宇欣雨佳",
)
WECHAT, WECOM = 1, 2


@dataclass(slots=True)
class Received:
    """A message that reached a person. `channel` is welcome, mass, moment, custom, template, subscribe, reply or chat."""

    at: int
    channel: str
    sender: str
    content: dict[str, Any]
    ref: str = ""


@dataclass(slots=True)
class Person:
    """Somebody. `kind` is 1 for a user of WeChat, 2 for one of another corp's WeCom; `gender` 0 unknown, 1 man, 2 woman."""

    id: str
    name: str
    gender: int
    unionid: str
    external_userid: str
    kind: int = WECHAT
    corp_name: str = ""
    phone: str = ""
    openids: dict[str, str] = field(default_factory=dict)
    """The openid for each official account and mini-program met."""
    inbox: list[Received] = field(default_factory=list)


class People:
    """Everybody, found by any id."""

    def __init__(self, seed: int, ids: Ids) -> None:
        self._ids, self._random = ids, random.Random(f"people {seed}")  # noqa: S311 - made to be repeated
        self.by_id: dict[str, Person] = {}
        self.by_external: dict[str, Person] = {}
        self.by_openid: dict[str, Person] = {}
        self.on_receive: Callable[[Person, Received], None] | None = None

    def make(
        self, name: str = "", gender: int | None = None, kind: int = WECHAT, corp_name: str = "", phone: str = ""
    ) -> Person:
        """Return a new person; what is not given is drawn."""
        draw = self._random
        drawn = draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2))))
        person = Person(
            id=f"p{len(self.by_id) + 1}",
            name=name or drawn,
            gender=draw.choice((1, 2)) if gender is None else gender,
            unionid=self._ids.make("o", 28),
            external_userid=self._ids.make("wm" if kind == WECHAT else "wo"),
            kind=kind,
            corp_name=corp_name if kind == WECOM else "",
            phone=phone or f"1{draw.choice('3578')}{draw.randrange(10**9):09}",
        )
        self.by_id[person.id] = self.by_external[person.external_userid] = person
        return person

    def openid(self, person: Person, appid: str) -> str:
        """Return a person's openid for an official account or mini-program, made when they first meet."""
        if appid not in person.openids:
            person.openids[appid] = self._ids.make("o", 28)
            self.by_openid[person.openids[appid]] = person
        return person.openids[appid]

    def receive(self, person: Person, received: Received) -> None:
        """Put a message into a person's inbox; whoever lives by habits reacts."""
        person.inbox.append(received)
        if self.on_receive:
            self.on_receive(person, received)

    def find(self, ref: str) -> Person:
        """Return a person by id, external_userid or openid; raises a refusal."""
        found = self.by_id.get(ref) or self.by_external.get(ref) or self.by_openid.get(ref)
        if found is None:
            raise refuse(f"没有这个人：{ref}", f"there is no person {ref!r}")
        return found
