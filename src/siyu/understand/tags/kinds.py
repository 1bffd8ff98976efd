"""The import of manual tags: one row a member and a value, as given somewhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import F

from siyu.accounts.models import Workspace
from siyu.connect.imports.fields import Field
from siyu.connect.imports.kinds import ImportKind, Stored
from siyu.connect.loads.origin import origin
from siyu.connect.loads.stages import note_changed
from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from siyu.engine.snapshot import Snapshot
    from siyu.understand.tags.models import TagAct

OFF = "-"
"""The value of a row that takes the tag off."""


def tag_faults(rows: ir.Table, snapshot: Snapshot, workspace: Workspace) -> ir.Value:
    """Return `unknown_name:tag` for a tag nobody gives by hand, `unknown_value:value` for a value it cannot have."""
    import ibis

    from siyu.understand.tags.acting import values_by_hand
    from siyu.understand.tags.reading import standing_tags

    tags = standing_tags(workspace).filter(type="manual")
    values = {tag.name: values_by_hand(tag) for tag in tags}
    plain = [name for name, known in values.items() if len(known) == 1]
    pairs = [f"{name}={value}" for name, known in values.items() for value in (*known, OFF)]
    is_known = rows.tag.isin(list(values)) if values else ibis.literal(False)
    fits = (rows.tag + "=" + rows.value.coalesce("")).isin(pairs) if pairs else ibis.literal(False)
    fits = fits | (rows.value.isnull() & rows.tag.isin(plain)) if plain else fits
    return ibis.cases((~is_known, "unknown_name:tag"), (~fits, "unknown_value:value"), else_=ibis.null("string"))


def store_tags(workspace: Workspace, rows: pa.Table, kinds: Sequence[str]) -> Stored:
    """Keep a few hundred rows, all rows of one import and tag as one act; call inside a transaction."""
    from siyu.connect.imports.identifying import identify
    from siyu.understand.tags.acting import note_marks, values_by_hand
    from siyu.understand.tags.models import TagAct, TagMark

    known = identify(workspace, rows, kinds)
    given = known.rows.to_pylist()
    tags = {name: note_marks(workspace, name) for name in sorted({row["tag"] for row in given})}
    plain = {name: values_by_hand(tag)[0] for name, tag in tags.items()}
    acts = {name: _act_of(tag.pk, origin()) for name, tag in tags.items()}
    wanted = [(row["tag"], row["source_id"], _value(row, plain), row["at"]) for row in given]
    sources = sorted({source for _, source, _, _ in wanted})
    held = TagMark.objects.filter(act__tag__in=tags.values(), act__undone_at=None, source_id__in=sources)
    repeats = set(held.values_list("act__tag__name", "source_id", "value", "at"))
    fresh = []
    for one in wanted:
        if one not in repeats:
            repeats.add(one)
            fresh.append(one)
    TagMark.objects.bulk_create(
        [TagMark(act=acts[tag], source_id=source, value=value, at=at) for tag, source, value, at in fresh],
        batch_size=100,
    )
    note_changed(workspace, {source for _, source, _, _ in fresh})
    for name, act in acts.items():
        TagAct.objects.filter(pk=act.pk).update(members=F("members") + sum(one[0] == name for one in fresh))
    return Stored(len(fresh), len(given) - len(fresh), known.tallies)


def _value(row: dict[str, Any], plain: dict[str, str]) -> str:
    value: str | None = row["value"]
    return "" if value == OFF else value or plain[row["tag"]]


def _act_of(tag_id: int, reference: str) -> TagAct:
    """Return the act all rows of one import are part of, so that they are undone together."""
    from siyu.understand.tags.models import Tag, TagAct

    tag = Tag.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=tag_id)
    found = TagAct.objects.filter(tag=tag, origin=reference).first() if reference else None
    return found or TagAct.objects.create(
        tag=tag, how=TagAct.IMPORT, at=tag.workspace.clock.now(), by="siyu", via="import", about=reference,
        origin=reference,
    )  # fmt: skip


TAGS = ImportKind(
    name="tags",
    label=Text("会员标签", "Members' tags"),
    about=Text(
        "一行给一位会员一个手动标签；值为 - 表示取消。标签须先在系统中建好。",
        "One row gives a member a manual tag; the value - takes it off. The tag must be there before.",
    ),
    identified="always",
    store=store_tags,
    faults=tag_faults,
    fields=(
        Field("tag", "text", Text("标签", "Tag"), Text("标签的标识", "The name of the tag"),
              aliases=("tag", "tag_name", "label", "标签", "标签名", "标签标识"), required=True, example="vip-friend", max_length=64),
        Field("value", "text", Text("值", "Value"), Text("空着为标签唯一的值；- 为取消", "Empty means the tag's only value; - takes it off"),
              aliases=("value", "tag_value", "值", "标签值"), example="yes", max_length=100),
        Field("at", "time", Text("时间", "Time"), Text("何时打的标签", "When it was given"),
              aliases=("at", "tagged_at", "time", "date", "时间", "打标时间"), required=True, example="2024-05-01 18:30:00", in_past=True),
    ),
)  # fmt: skip
