"""The import of consents: one row a consent or withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from siyu.accounts.models import Workspace
from siyu.connect.imports.fields import Field
from siyu.connect.imports.kinds import ImportKind, Stored
from siyu.lib.text import Text
from siyu.unify.consents.models import Consent
from siyu.unify.consents.purposes import MARKETING, SCOPES
from siyu.unify.consents.telling import Told, tell_consents

if TYPE_CHECKING:
    import pyarrow as pa

_SPELLINGS = {
    **{name: (name,) for name in SCOPES},
    "marketing.sms": ("marketing.sms", "sms", "短信", "短信营销"),
    "marketing.email": ("marketing.email", "email", "邮件"),
    "marketing.wecom": ("marketing.wecom", "wecom", "企业微信"),
    "profiling": ("profiling", "自动化决策"),
    "sharing": ("sharing", "共享"),
}


def store_consents(workspace: Workspace, rows: pa.Table, kinds: Sequence[str]) -> Stored:
    """Keep a few hundred rows; call inside a transaction."""
    from siyu.connect.imports.identifying import identify

    known = identify(workspace, rows, kinds)
    told = [
        Told(
            row["source_id"],
            SCOPES[row["scope"]],
            row["how"],
            row["occurred_at"],
            row["text_version"],
            source="import",
            proof=row["proof"] or "",
        )
        for row in known.rows.to_pylist()
    ]
    fresh = tell_consents(workspace, told)
    return Stored(sum(fresh), len(fresh) - sum(fresh), known.tallies)


CONSENTS = ImportKind(
    name="consents",
    label=Text("同意与退订", "Consents"),
    about=Text("一行一次同意或退订：谁、对什么、何时、凭什么。", "One row a consent or withdrawal: who, to what, when, by what proof."),
    identified="always",
    store=store_consents,
    fields=(
        Field(
            "scope", "choice", Text("同意的内容", "Agreed to"), Text("如 marketing.sms、profiling", "Such as marketing.sms, profiling"),
            aliases=("scope", "consent", "purpose", "channel", "用途", "渠道", "同意内容"), required=True,
            choices=tuple((name, _SPELLINGS[name]) for name in SCOPES), example=f"{MARKETING}.sms",
        ),
        Field(
            "how", "choice", Text("同意或退订", "Given or withdrawn"), Text("given 或 withdrawn", "given or withdrawn"),
            aliases=("how", "state", "status", "given", "opt_in", "状态", "是否同意"), default=Consent.GIVEN,
            choices=((Consent.GIVEN, ("given", "yes", "true", "1", "同意", "是")),
                     (Consent.WITHDRAWN, ("withdrawn", "no", "false", "0", "退订", "撤回", "否"))),
            example="given",
        ),
        Field(
            "occurred_at", "time", Text("时间", "Time"), Text("何时同意或退订", "When it was given or withdrawn"),
            aliases=("occurred_at", "at", "consented_at", "time", "date", "timestamp", "时间", "同意时间"), required=True,
            example="2024-05-01 18:30:00", in_past=True,
        ),
        Field(
            "text_version", "integer", Text("文本版本", "Version of the text"), Text("同意的是第几版文本", "Which version was agreed to"),
            aliases=("text_version", "version", "版本", "文本版本"), example="2", least=1,
        ),
        Field(
            "proof", "text", Text("凭证", "Proof"), Text("表单编号、网址、回执", "A form's number, an address, a receipt"),
            aliases=("proof", "evidence", "凭证", "证据"), example="form-8817",
        ),
    ),
)  # fmt: skip
