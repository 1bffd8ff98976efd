"""A person with something in every store of a home: what an export must bring and an erasure must leave nothing of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.db import transaction
from pyroaring import BitMap

from siyu.accounts.access import command_line
from siyu.accounts.audit import record
from siyu.accounts.keys import make_key
from siyu.accounts.models import Workspace
from siyu.connect.collection.keeping import Kept
from siyu.connect.imports.handing_over import keep_upload, order_import
from siyu.connect.imports.models import Import
from siyu.connect.imports.running import run_import
from siyu.connect.inbox.committing import Row, insert_rows
from siyu.connect.inbox.sealing import seal
from siyu.connect.loads.loading import load_batch
from siyu.engine.lake import Lake
from siyu.engine.maintenance import maintain
from siyu.understand.exports.managing import Wanted, ask_run, make_export
from siyu.understand.exports.running import carry_out_run
from siyu.understand.features.snapshots import keep_features
from siyu.understand.segments.changing import create_segment
from siyu.understand.segments.evaluating import evaluate_stale
from siyu.understand.tags import acting
from siyu.understand.tags.acting import carry_out
from siyu.understand.tags.changing import create_tag
from siyu.understand.tags.evaluating import evaluate_stale_tags
from siyu.understand.tags.reading import find_tag
from siyu.unify.duplicates.models import DuplicateProposal, DuplicateSearch
from siyu.unify.members.merge import merge_members
from siyu.unify.members.models import Identifier, Member
from siyu.unify.members.presence import add_presence
from tests.conftest import found_shop
from tests.connect.collecting import Collect, CollectingClient, committing_here, load_all, write_key
from tests.homes import KeptHome
from tests.small_shop import open_shop

__all__ = ["committing_here", "write_key"]

PHONE, EMAIL, CARD, DEVICE = "+8613912345678", "zoe.quark@shop.example", "CARD-90817263", "device-zoe-4711"
NAME, CITY, SAID = "Zoë Quarkstein", "Zwiebelstadt-42", "please ring at Quarkstein's door twice"
SHORT = "4243"
"""A household's number, too short to be told from any other number."""
SECOND = datetime(2017, 12, 1, 5, 4, 9, 123456, tzinfo=UTC)
"""When the person did something that nobody else did in that microsecond."""
NEEDLES = ("13912345678", EMAIL, CARD, DEVICE, NAME, CITY, SAID)


@dataclass(frozen=True)
class Planted:
    """The shop with the person, their ids (the first is shown), and somebody else's event that must stay."""

    workspace: Workspace
    ids: tuple[int, int]


@pytest.fixture
def workspace(request: pytest.FixtureRequest, transactional_db: None) -> Workspace:
    """The shop: where the person is, or empty when a test does not ask for the person."""
    if "planted" in request.fixturenames:
        planted: Planted = request.getfixturevalue("planted")
        return planted.workspace
    return found_shop()


@pytest.fixture
def collect(committing_here: None, write_key: str) -> Collect:
    """Send something to the collection."""
    return CollectingClient(write_key)


@pytest.fixture
def planted(
    transactional_db: None, committing_here: None, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Planted:
    """Put the person into every store there is: done once a process, brought back for every further test."""
    if _kept:
        kept, ids = _kept[0]
        kept.bring_back(home)
    else:
        ids = _plant(open_shop(found_shop()))
        _kept.append((KeptHome(home, tmp_path_factory.mktemp("planted")), ids))
    return Planted(Workspace.objects.get(slug="shop"), ids)


_kept: list[tuple[KeptHome, tuple[int, int]]] = []


def _plant(shop: Workspace) -> tuple[int, int]:
    ids = _people(shop)
    _facts(shop, ids)
    _collected(shop, CollectingClient(make_key(shop, "web", "write", by=None)[1]))
    _imported(shop)
    _texts(shop)
    _proposed(shop, ids)
    keep_features(shop)
    evaluate_stale(shop)
    _tagged(shop, ids)
    _exported(shop)
    maintain(Lake(shop.lake_path))
    # Compaction, and what came in after it, leave older versions of the tables behind.
    _facts(shop, ids, nth=2)
    return ids


@transaction.atomic
def _people(workspace: Workspace) -> tuple[int, int]:
    first, second = workspace.next_member_id, workspace.next_member_id + 1
    Workspace.objects.filter(pk=workspace.pk).update(next_member_id=second + 1)
    Member.objects.create(workspace=workspace, member_id=first, name=NAME, attributes={"city": CITY})
    Member.objects.create(workspace=workspace, member_id=second, attributes={"address": SAID})
    held = {"phone": (PHONE, first), "email": (EMAIL, second), "card": (CARD, first), "device": (DEVICE, second),
            "household": (SHORT, second)}  # fmt: skip
    for kind, (value, source) in held.items():
        Identifier.objects.create(workspace=workspace, kind=kind, value=value, source_id=source)
        add_presence(workspace, kind, [source])
    add_presence(workspace, "member", [first, second])
    merge_members(workspace, second, first, because="one phone", by="alice")
    return first, second


def _facts(workspace: Workspace, ids: tuple[int, int], nth: int = 1) -> None:
    first, second = ids
    order = {"key": f"zoe-{nth}", "source_id": first, "occurred_at": SECOND, "status": "paid", "currency": "USD",
             "lines": 1, "quantity": 1.0, "sales_minor": 1_234, "discount_minor": 0, "coupon_minor": 0,
             "coupon_match_minor": 0, "from_lines": False}  # fmt: skip
    line = {**order, "key": f"zoe-{nth}:1", "order_key": f"zoe-{nth}", "product_key": "milk"}
    refund = {"key": f"zoe-r{nth}", "source_id": second, "occurred_at": SECOND, "order_key": f"zoe-{nth}",
              "line_key": f"zoe-{nth}:1", "quantity": 1.0, "amount_minor": 234, "reason": SAID}  # fmt: skip
    rows = {
        "orders": [order],
        "order_lines": [{name: value for name, value in line.items() if name not in {"status", "lines", "from_lines"}}],
        "refunds": [refund],
        "touches": [{"key": f"zoe-t{nth}", "source_id": second, "occurred_at": SECOND, "type": "sent",
                     "properties": json.dumps({"to": CITY})}],
        "events": [{"key": f"zoe-e{nth}", "source_id": second, "occurred_at": SECOND, "type": "viewed",
                    "properties": json.dumps({"city": CITY})},
                   {"key": f"other-{nth}", "source_id": 4, "occurred_at": datetime(2017, 12, 25, tzinfo=UTC),
                    "type": "viewed"}],
    }  # fmt: skip
    load_batch(workspace, {table: pa.Table.from_pylist(found) for table, found in rows.items()})


def _collected(workspace: Workspace, collect: Collect) -> None:
    zoe = {"anonymousId": DEVICE, "event": "Product Viewed", "timestamp": "2017-12-20T00:00:00Z"}
    collect("/v1/track", {**zoe, "messageId": "z1", "properties": {"comment": SAID}})
    both = [{"type": "track", "userId": "somebody", "event": "Product Viewed", "messageId": "s1"},
            {"type": "track", **zoe, "messageId": "z2"},
            {"type": "screen", "userId": "", "traits": {"phone": "139 1234 5678"}, "messageId": "z3"}]  # fmt: skip
    collect("/v1/batch", {"batch": both})
    # An event that nobody understands, with the person in it, and one that was never JSON.
    broken = [json.dumps({"type": "teleport", "userId": "x", "context": {"traits": {"email": EMAIL.upper()}}}).encode(),
              f"not json at all: {PHONE}".encode()]  # fmt: skip
    for raw in broken:
        import msgspec

        payload = seal(msgspec.msgpack.encode(Kept("track", None, [raw])), workspace.pk)
        insert_rows([Row(workspace.pk, "key:web", "segment", datetime.now(UTC), 1, payload)])
    load_all(workspace)


MAPPING: dict[str, Any] = {
    "imports": "order_lines",
    "columns": {
        "order_key": {"from": "order"},
        "occurred_at": {"from": "at"},
        "product_key": {"from": "product"},
        "quantity": {"from": "quantity"},
        "sales": {"from": "sales"},
    },
    "identifiers": [{"kind": "household", "from": "household"}],
}
HEADER = "order,at,product,quantity,sales,household,note\n"
UPLOADS = {
    "zoe.csv": f"{HEADER}z9,2017-03-01 10:00,milk,1,not money,{SHORT},{NAME}\no9,2017-03-01 10:00,milk,1,bad,77,other\n",
    "others.csv": f"{HEADER}o8,2017-03-02 10:00,milk,1,2.50,78,{SHORT}\n",
}


def _imported(workspace: Workspace) -> None:
    for name, text in UPLOADS.items():
        upload, _ = keep_upload(workspace, [text.encode()], name, by="alice")
        run = run_import(order_import(upload, MAPPING, by="alice").pk)
        assert run.state == Import.DONE, run.error


def _proposed(workspace: Workspace, ids: tuple[int, int]) -> None:
    search = DuplicateSearch.objects.create(workspace=workspace, state="done", by="alice", finished_at=SECOND)
    DuplicateProposal.objects.create(workspace=workspace, left=4, right=ids[0], probability=0.9, model="a model",
                                     search=search, found_at=SECOND, agreements=[{"name": "name", "how": "equal"}])  # fmt: skip


def _tagged(workspace: Workspace, ids: tuple[int, int]) -> None:
    """Give the person tags by rule, by hand and by a bulk act, under both ids."""
    access = command_line(workspace)
    words = {"kind": "tag", "label": {"zh-CN": "甲", "en": "Zoes"}, "group": "basic"}
    rule = {"any": [{"did": "ordered"}, {"attribute": "city", "is": {"eq": CARD}}]}
    create_tag(access, {**words, "name": "zoe", "rule": rule})
    create_tag(access, {**words, "name": "city", "type": "raw", "from": {"attribute": "city"}})
    for name in ("hand", "bulk"):
        create_tag(access, {**words, "name": name, "type": "manual"})
    carry_out(access, find_tag(workspace, "hand"), "assign", "yes", BitMap(ids[:1]), via="console", about=f"of {PHONE}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(acting, "FEW", 0)
        carry_out(access, find_tag(workspace, "bulk"), "assign", "yes", BitMap(ids), via="console")
    evaluate_stale_tags(workspace)


def _exported(workspace: Workspace) -> None:
    """Write everybody to files, with personal data and without."""
    access = command_line(workspace)
    create_segment(access, {"kind": "segment", "name": "everybody", "label": {"zh-CN": "全部", "en": "Everybody"},
                            "refresh": "nightly", "rule": {"all": []}})  # fmt: skip
    for content in ("full", "masked"):
        export = make_export(access, "everybody", Wanted("day", 8, None, content, 14))
        run = carry_out_run(ask_run(access, export.pk).pk)
        assert run.state == run.DONE, run.error


def _texts(workspace: Workspace) -> None:
    access = command_line(workspace)
    record(access, "member.noted", "member", "1", {"said": [f"call {PHONE}"]})
    create_segment(access, {"kind": "segment", "name": "zoes", "label": {"zh-CN": "甲", "en": "Zoes"},
                            "refresh": "nightly", "rule": {"any": [{"attribute": "city", "is": {"eq": CARD}},
                                                                   {"did": "ordered"}]}})  # fmt: skip
    from siyu.understand.segments.jobs import refresh_understanding

    refresh_understanding.enqueue(f"about-{EMAIL}")
