"""B2B leads with known truth: what a CRM and a site see of them, and where each really stands. Knows nothing of stages.

Companies have an industry and a size that decide how well they fit, contacts a title. Who fits and is interested gets on
from stage to stage more often; every step leaves the event that shows it. A few stages were set by sales against what
events show. The truth is the stage and the score at the end of the last day, by the shipped settings, counted here a
second time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

DAYS = 540
INDUSTRIES = ("软件", "制造", "教育", "医疗", "零售", "物流", "金融", "餐饮")
SIZES = ((8, 50), (51, 200), (201, 1000), (1001, 8000))
TITLES = ("市场专员", "采购经理", "产品经理", "运营主管", "市场总监", "CTO", "创始人", "采购负责人")
DECIDING = frozenset({"市场总监", "CTO", "创始人", "采购负责人"})
SOURCES = ("SEO", "SEM", "展会", "转介绍", "公众号")
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫", "敏杰静磊娜涛芳洋倩宇"
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lead", ("submitted_form", "downloaded", "requested_demo")),
    ("nurture", ("started_trial", "called", "attended")),
    ("market_qualified", ("handed_to_sales",)),
    ("sales_qualified", ("accepted_by_sales",)),
    ("won", ("signed",)),
    ("onboarding", ("started_onboarding",)),
    ("growth", ("expanded",)),
    ("repurchase", ()),
    ("renewal", ("renewed",)),
)
SCORED = 60
STAGES = ("traffic", *(name for name, _ in STEPS))

Table = list[dict[str, Any]]


@dataclass
class _Contact:
    row: dict[str, Any]
    joined: int
    drive: float
    did: list[tuple[int, str]] = field(default_factory=list)
    stage: str = "traffic"
    set_on: int | None = None


def generate_leads(many: int, seed: int, until: date) -> dict[str, Table]:
    """Return the rows of `members`, `events`, `orders`, `stages` and `truth` by name; days are told up to `until`.

    The same numbers and day give the same rows.
    """
    chance = np.random.default_rng([seed, many])
    companies = [_company(place, chance) for place in range(max(many * 2 // 5, 1))]
    contacts = [_contact(number, companies, chance, until) for number in range(1, many + 1)]
    for contact in contacts:
        _live(contact, chance)
    tables: dict[str, Table] = {"members": [one.row for one in contacts], "events": [], "orders": [], "stages": [],
                                "truth": []}  # fmt: skip
    for contact in contacts:
        _write(contact, tables, chance, until)
    tables["events"].sort(key=lambda row: (row["occurred_at"], row["event_id"]))
    return tables


def _company(place: int, chance: np.random.Generator) -> dict[str, Any]:
    low, high = SIZES[int(chance.choice(4, p=(0.4, 0.3, 0.2, 0.1)))]
    industry = INDUSTRIES[int(chance.integers(len(INDUSTRIES)))]
    return {
        "company": f"{industry}企业{place + 1:04d}",
        "industry": "" if chance.random() < 0.15 else industry,
        "company_size": "" if chance.random() < 0.2 else str(int(chance.integers(low, high + 1))),
    }


def _contact(number: int, companies: Table, chance: np.random.Generator, until: date) -> _Contact:
    company = companies[int(chance.integers(len(companies)))]
    title = TITLES[int(chance.integers(len(TITLES)))]
    joined = int(chance.integers(0, DAYS))
    row = {
        "member_no": f"L{number:07d}",
        "name": SURNAMES[int(chance.integers(len(SURNAMES)))] + GIVEN[int(chance.integers(len(GIVEN)))],
        "joined_on": (until - timedelta(days=DAYS - 1 - joined)).isoformat(),
        **company,
        "job_title": title,
        "lead_source": "" if chance.random() < 0.1 else SOURCES[int(chance.integers(len(SOURCES)))],
        "renews_on": "",
    }
    fits = (int(company["company_size"] or 0) >= 200) + (title in DECIDING)
    return _Contact(row, joined, float(np.clip(0.35 + 0.15 * fits + 0.15 * chance.standard_normal(), 0.1, 0.92)))


def _live(contact: _Contact, chance: np.random.Generator) -> None:
    """Let the contact get on until it stops or the days are over; each step leaves one event at least."""
    day = contact.joined
    contact.did.append((day, "visited_page"))
    for stage, shows in STEPS:
        day += 1 + int(chance.geometric(0.05 + 0.1 * contact.drive))
        if day >= DAYS or chance.random() > min(contact.drive + (0.35 if stage == "lead" else 0.25), 0.95):
            break
        contact.stage = stage
        shown = [name for name in shows if chance.random() < contact.drive] or list(shows[:1]) or ["ordered"]
        contact.did += [(day, name) for name in shown]
        if stage == "repurchase":
            contact.did.append((day, "ordered"))
    last = min(day + 40, DAYS)
    visits = chance.integers(contact.joined, max(last, contact.joined + 1), int(chance.poisson(8 * contact.drive)))
    contact.did += [(int(on), "visited_page") for on in visits]
    if contact.stage in {"nurture", "market_qualified"} and chance.random() < 0.08:
        contact.set_on = DAYS - 1 - int(chance.integers(0, 3))


def _write(contact: _Contact, tables: dict[str, Table], chance: np.random.Generator, until: date) -> None:
    row = contact.row
    who = row["member_no"]
    if STAGES.index(contact.stage) >= STAGES.index("won"):
        row["renews_on"] = (until + timedelta(days=int(chance.integers(-30, 300)))).isoformat()
    for place, (day, name) in enumerate(sorted(contact.did)):
        at = f"{(until - timedelta(days=DAYS - 1 - day)).isoformat()} {9 + place % 10:02d}:30:00"
        if name == "ordered":
            order = {"order_no": f"{who}-{place}", "member_no": who, "occurred_at": at, "amount": "12000.00"}
            tables["orders"].append(order)
        else:
            tables["events"].append({"event_id": f"{who}-{place}", "member_no": who, "type": name, "occurred_at": at})
    score = _score(contact)
    stage = contact.stage
    if score >= SCORED and STAGES.index(stage) < STAGES.index("market_qualified"):
        stage = "market_qualified"
    if contact.set_on is not None:
        stage = "sales_qualified"
        at = f"{(until - timedelta(days=DAYS - 1 - contact.set_on)).isoformat()} 20:00:00"
        tables["stages"].append({"member_no": who, "stage": stage, "occurred_at": at})
    tables["truth"].append({"member_no": who, "stage": stage, "score": score})


def _score(contact: _Contact) -> int:
    """Count the points at the end of the last day by what the shipped settings say in words."""
    row = contact.row

    def times(name: str, days: int) -> int:
        return sum(what == name and day >= DAYS - days for day, what in contact.did)

    return sum((
        5,
        5 if row["industry"] else 0,
        15 if int(row["company_size"] or 0) >= 200 else 0,
        15 if row["job_title"] in DECIDING else 0,
        25 if times("requested_demo", 90) else 0,
        20 if times("started_trial", 60) else 0,
        10 if times("submitted_form", 90) else 0,
        5 if times("downloaded", 90) else 0,
        10 if times("called", 60) else 0,
        10 if times("visited_page", 30) >= 3 else 0,
        0 if times("visited_page", 90) else -15,
    ))  # fmt: skip
