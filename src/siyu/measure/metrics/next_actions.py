"""What an operator should do next, read from the state of the workspace; each with the page where it is done."""

from __future__ import annotations

from typing import Any

from siyu.accounts.models import Workspace
from siyu.connect.imports.models import Import
from siyu.lib.text import Text
from siyu.understand.segments.models import Segment
from siyu.unify.members.models import Presence


def next_actions(workspace: Workspace) -> list[dict[str, Any]]:
    """Return `{code, text, link}` of what is worth doing now, the most urgent first; empty when nothing is."""
    imports = Import.objects.filter(workspace=workspace, dry_run=False).select_related("upload")
    if not imports.exists():
        return [
            _action(
                "import_first", Text("导入第一份会员或订单数据", "Import your first members or orders"), "/imports/new"
            )
        ]
    found = []
    last = imports.order_by("-pk").first()
    if last is not None and last.state == "failed":
        text = Text("导入“{file}”失败，查看原因", "The import of {file} failed: see why").format(
            file=last.upload.filename
        )
        found.append(_action("import_failed", text, f"/imports/{last.pk}"))
    held = imports.filter(quarantined__gt=0).order_by("-pk").first()
    if held is not None:
        text = Text(
            "“{file}”有 {count:,} 行被隔离，下载修正后重新导入",
            "{count:,} rows of {file} wait in quarantine: mend them",
        )
        found.append(
            _action("quarantine", text.format(file=held.upload.filename, count=held.quarantined), f"/imports/{held.pk}")
        )
    if not Segment.objects.filter(workspace=workspace).exists():
        found.append(_action("segment_first", Text("圈出第一个分群", "Build your first segment"), "/segments/new"))
    if not Presence.objects.filter(workspace=workspace, kind__in=("external_userid", "openid", "phone")).exists():
        text = Text(
            "还没有会员留下手机号或微信身份，无法触达：导入会员联系方式",
            "No member has a phone or WeChat identity yet: import contacts",
        )
        found.append(_action("contacts_first", text, "/imports/new"))
    return found


def _action(code: str, text: Text, link: str) -> dict[str, Any]:
    return {"code": code, "text": text.as_dict(), "link": link}
