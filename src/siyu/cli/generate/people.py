"""People with known truth: what a brand's systems see of them, row by row, and whose each row is. Knows nothing of linking.

Everybody has one card and at least one phone, and every phone a person uses was seen once with the card: at the till where
he joined or changed his number. Whoever uses a device signed in there at least once. From there on rows bring what their
system knows: a receipt a phone, a mini-program an openid. A phone may be a family's, may be given up and be somebody else's
later; the unionid comes late.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = (
    "phone", "unionid", "openid:app", "openid:shop", "external_userid", "card", "member_no", "email", "device",
)  # fmt: skip
DAYS = 730


@dataclass(frozen=True, slots=True)
class Parameters:
    """How people are. Shares are of all people, counts are means of a Poisson distribution."""

    second_phone: float = 0.20
    third_phone: float = 0.04
    family_phone: float = 0.06
    changed_phone: float = 0.08
    recycled_phone: float = 0.015
    wechat: float = 0.80
    late_unionid: float = 0.30
    wecom: float = 0.40
    app: float = 0.35
    shop: float = 0.25
    email: float = 0.30
    shared_device: float = 0.05
    bound_by_card: float = 0.85
    receipts: float = 4.0
    visits: float = 3.0

    def as_rows(self) -> list[tuple[str, float]]:
        """Return name and value of each."""
        return [(one.name, getattr(self, one.name)) for one in fields(self)]


def generate_people(people: int, seed: int, how: Parameters | None = None) -> tuple[pa.Table, pa.Table]:
    """Return (rows, truth): `row_no`, `on` and the identifiers seen, empty where there is none; `row_no` and `person`.

    The same people and seed give the same rows. Rows come in the order of their days.
    """
    return _Making(people, np.random.default_rng([seed, people]), how or Parameters()).tables()


class _Making:
    """Draws the rows, system by system; identifiers are numbers until they are written, -1 for none."""

    def __init__(self, people: int, chance: np.random.Generator, how: Parameters) -> None:
        self.people, self.chance, self.how = people, chance, how
        self.everyone = np.arange(people)
        self.parts: list[dict[str, Any]] = []
        self._phones()

    def _phones(self) -> None:
        """Give everyone phones: the first, further ones, a family's, one that replaces the first from a day on."""
        how, many = self.how, self.people
        number = self.chance.permutation(4 * many)
        self.first, self.second, self.third, self.new = (
            number[place * many : (place + 1) * many] for place in range(4)
        )
        self.changes = self._some(how.changed_phone)
        self.changed_on = self.chance.integers(DAYS // 3, 2 * DAYS // 3, many)
        given_up = self.everyone[self.changes]
        recycled = given_up[: int(how.recycled_phone * many)]
        takers = self.chance.permutation(self.everyone[~self.changes])[: len(recycled)]
        # Somebody joins with a number that was given up by another.
        self.first[takers[: len(recycled)]] = self.first[recycled[: len(takers)]]
        self.joined_on = self.chance.integers(0, DAYS // 3, many)
        self.joined_on[takers] = 2 * DAYS // 3 + self.chance.integers(0, DAYS // 12, len(takers))
        self.has_second, self.has_third = self._some(how.second_phone), self._some(how.third_phone)
        members = self.chance.permutation(self.everyone)[: int(how.family_phone * many) // 2 * 2]
        # The second phone of one is the first of the other: parents' and children's.
        self.second[members[::2]] = self.first[members[1::2]]
        self.has_second[members[::2]] = True

    def tables(self) -> tuple[pa.Table, pa.Table]:
        import pyarrow as pa

        self._till()
        self._wechat()
        self._receipts()
        self._visits()
        rows = {name: np.concatenate([part[name] for part in self.parts]) for name in ("person", "on", *COLUMNS)}
        order = np.lexsort((self.chance.random(len(rows["on"])), rows["on"]))
        count = np.arange(1, len(order) + 1)
        days = np.datetime64("2024-01-01") + rows["on"][order].astype("timedelta64[D]")
        seen = {name: _written(name, rows[name][order]) for name in COLUMNS}
        truth = pa.table({"row_no": count, "person": rows["person"][order] + 1})
        return pa.table({"row_no": count, "on": pa.array(days), **seen}), truth

    def _till(self) -> None:
        """Card, member number and phone at the till: on joining, and for every further or new phone."""
        self._add(self.everyone, self.joined_on, card=self.everyone, member_no=self.everyone, phone=self.first)
        for some, phone in ((self.has_second, self.second), (self.has_third, self.third)):
            who = self.everyone[some]
            self._add(who, self._after(who), card=who, phone=phone[who])
        who = self.everyone[self.changes]
        self._add(who, self.changed_on[who], card=who, phone=self.new[who])

    def _wechat(self) -> None:
        """Openids, a unionid that may come late, WeCom; most bind by the card, the others by their phone."""
        how = self.how
        users = self._some(how.wechat)
        late = self._some(how.late_unionid)
        for column, share in (("openid:app", how.app), ("openid:shop", how.shop)):
            who = self.everyone[users & self._some(share)]
            begun = self._after(who)
            openid = who if column == "openid:app" else who + self.people
            early = who[late[who]]
            self._add(early, begun[late[who]], **{column: openid[late[who]]})
            on = np.where(late[who], np.minimum(begun + self.chance.integers(30, 200, len(who)), DAYS), begun)
            self._add(who, on, **{column: openid}, unionid=who)
        who = self.everyone[users]
        by_card = self.chance.random(len(who)) < how.bound_by_card
        on = self._after(who)
        bound = np.where(by_card, who, -1)
        self._add(who, on, unionid=who, card=bound, phone=self._phone(who, on))
        who = self.everyone[users & self._some(how.wecom)]
        self._add(who, self._after(who), unionid=who, external_userid=who)

    def _receipts(self) -> None:
        """What is bought: by card, by card and phone, and one in twenty by phone only."""
        who = np.repeat(self.everyone, self.chance.poisson(self.how.receipts, self.people))
        on, drawn = self._after(who), self.chance.random(len(who))
        phone = np.where(drawn < 0.6, self._phone(who, on), -1)
        email = np.where(self._some(self.how.email)[who] & (self.chance.random(len(who)) < 0.3), who, -1)
        self._add(who, on, card=np.where(drawn < 0.05, -1, who), phone=phone, email=email)

    def _visits(self) -> None:
        """Visits of the app: a device, of which a few are a family's, mostly signed in."""
        who = np.repeat(self.everyone, self.chance.poisson(self.how.visits, self.people))
        device = self.everyone.copy()
        shared = np.flatnonzero(self._some(self.how.shared_device))
        device[shared[1::2]] = shared[: len(shared) // 2 * 2 : 2][: len(shared[1::2])]
        signed_in = self.chance.random(len(who)) < 0.9
        # Whoever uses a device signs in there once; else nobody could tell his visits from those of the others.
        signed_in[np.unique(who, return_index=True)[1]] = True
        self._add(who, self._after(who), device=device[who], member_no=np.where(signed_in, who, -1))

    def _phone(self, who: Any, on: Any) -> Any:
        """Return the phone each uses that day: the first, mostly, or the one that replaced it."""
        phone = np.where(self.changes[who] & (on >= self.changed_on[who]), self.new[who], self.first[who])
        drawn = self.chance.random(len(who))
        phone = np.where(self.has_second[who] & (drawn < 0.3), self.second[who], phone)
        return np.where(self.has_third[who] & (drawn > 0.9), self.third[who], phone)

    def _after(self, who: Any) -> Any:
        """Return a day from the one on which each joined."""
        began = self.joined_on[who]
        return began + (self.chance.random(len(who)) * (DAYS - began)).astype(np.int64)

    def _some(self, share: float) -> Any:
        return self.chance.random(self.people) < share

    def _add(self, who: Any, on: Any, **seen: Any) -> None:
        nothing = np.full(len(who), -1, dtype=np.int64)
        self.parts.append({"person": who, "on": on, **{name: seen.get(name, nothing) for name in COLUMNS}})


_FORMS = {
    "phone": (10**8, "139", ""), "unionid": (10**12, "oU", ""), "openid:app": (10**12, "oA", ""),
    "openid:shop": (10**12, "oS", ""), "external_userid": (10**12, "wm", ""), "card": (10**9, "8", ""),
    "member_no": (10**9, "M", ""), "email": (10**9, "u", "@mail.example"), "device": (10**12, "d", ""),
}  # fmt: skip


def _written(column: str, numbers: Any) -> pa.Array:
    """Return the identifiers as text: a prefix and digits of a fixed length, null for none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    room, prefix, end = _FORMS[column]
    if len(numbers) and numbers.max() >= room:
        raise ValueError(f"more than {room:,} values of {column}")
    digits = pc.utf8_slice_codeunits(pc.cast(pa.array(np.maximum(numbers, 0) + 10 * room), pa.string()), 2)
    text = pc.binary_join_element_wise(prefix, digits, end, "")
    return pc.if_else(pa.array(numbers >= 0), text, pa.scalar(None, pa.string()))
