"""What members bring to imports: the kinds of identifiers, and the import of members themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.connect.imports.fields import Field
from siyu.connect.imports.identifiers import IdentifierKind
from siyu.connect.imports.kinds import ImportKind, Stored
from siyu.connect.loads.stages import note_changed
from siyu.lib.text import Text
from siyu.unify.members.identifiers import KINDS
from siyu.unify.members.models import Member
from siyu.unify.members.normalise import normalise

if TYPE_CHECKING:
    import pyarrow as pa

IDENTIFIERS = tuple(
    IdentifierKind(kind.name, kind.label, kind.aliases, partial(normalise, kind.name), kind.scope)
    for kind in KINDS.values()
)

ATTRIBUTE = "attribute"
BUSINESS: dict[str, tuple[str, ...]] = {
    "company": ("company_name", "account_name", "organization", "organisation", "employer", "公司", "公司名称", "企业",
                "企业名称", "单位", "单位名称"),
    "industry": ("sector", "vertical", "行业", "所属行业"),
    "company_size": ("employees", "number_of_employees", "headcount", "公司规模", "企业规模", "公司人数", "员工数", "员工人数"),
    "job_title": ("title", "position", "职位", "职务", "岗位"),
    "lead_source": ("original_source", "线索来源", "客户来源"),
    "renews_on": ("renewal_date", "contract_end", "续约日期", "合同到期日"),
}  # fmt: skip
"""What CRMs call what is known of a business contact, by the attribute that the shipped rules of leads name."""


def store_members(workspace: Workspace, rows: pa.Table, kinds: Sequence[str]) -> Stored:
    """Write a few hundred members; an empty value never wipes out what is known. Call inside a transaction."""
    from siyu.connect.imports.identifying import identify

    known = identify(workspace, rows, kinds)
    given = known.rows.to_pylist()
    ids = {row["source_id"] for row in given}
    members = {
        found.member_id: found for found in Member.objects.filter(workspace=workspace, member_id__in=sorted(ids))
    }
    changed = [_change(members[row["source_id"]], row) for row in given]
    fields = ["name", "joined_on", "attributes"]
    touched = {row["source_id"] for row, is_new in zip(given, changed, strict=True) if is_new}
    Member.objects.bulk_update([members[number] for number in sorted(touched)], fields, batch_size=100)
    note_changed(workspace, touched)
    loaded = sum(fresh or new for fresh, new in zip(known.fresh.to_pylist(), changed, strict=True))
    return Stored(loaded, len(given) - loaded, known.tallies)


def store_identifiers(workspace: Workspace, rows: pa.Table, kinds: Sequence[str]) -> Stored:
    """Attach the identifiers of a few hundred rows to the member one of them names. Call inside a transaction."""
    from siyu.connect.imports.identifying import identify

    known = identify(workspace, rows, kinds)
    loaded = sum(known.fresh.to_pylist())
    return Stored(loaded, len(rows) - loaded, known.tallies)


def _change(member: Member, row: dict[str, Any]) -> bool:
    """Take over what the row says; return whether that changed the member."""
    before = (member.name, member.joined_on, dict(member.attributes))
    member.name = row["name"] or member.name
    joined_on: date | None = row["joined_on"]
    member.joined_on = joined_on or member.joined_on
    member.attributes = {**member.attributes, **dict(_attributes(row))}
    return before != (member.name, member.joined_on, member.attributes)


def _attributes(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        prefix, _, rest = name.partition(".")
        if prefix == ATTRIBUTE and rest and value is not None:
            yield rest, value


MEMBERS = ImportKind(
    name="members",
    label=Text("会员", "Members"),
    about=Text(
        "一行一位会员：标识、姓名、入会日期，其余列可作为属性。",
        "One row a member: identifiers, name, day of joining; any other column may become an attribute.",
    ),
    identified="always",
    key=lambda rows: rows.who,
    open_prefix=ATTRIBUTE,
    known_columns=BUSINESS,
    store=store_members,
    fields=(
        Field(
            "name", "text", Text("姓名", "Name"), Text("会员的称呼", "What the member is called"),
            aliases=("name", "full_name", "member_name", "customer_name", "nickname", "姓名", "会员姓名", "昵称", "客户姓名"),
            example="张三",
        ),
        Field(
            "joined_on", "date", Text("入会日期", "Joined on"), Text("成为会员的日期", "The day of joining"),
            aliases=("joined_on", "joined", "join_date", "registered_at", "signup_date", "created_at", "入会日期", "入会时间", "注册时间", "注册日期"),
            example="2024-05-01", in_past=True,
        ),
    ),
)  # fmt: skip

FURTHER_IDENTIFIERS = ImportKind(
    name="identifiers",
    label=Text("会员标识", "Identifiers"),
    about=Text(
        "一行一位会员的两个以上标识：已知的认出会员，其余的归到这位会员名下。",
        "One row two or more identifiers of a member: a known one names the member, the others become theirs.",
    ),
    identified="always",
    key=lambda rows: rows.who,
    store=store_identifiers,
    fields=(),
)
