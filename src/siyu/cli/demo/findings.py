"""What each step of the demo found, read from what was loaded and never from what is expected."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.connect.imports.models import Import
from siyu.lib.text import Text


def of_import(run: Import) -> Text:
    """Return the counts of an import and its notes."""
    counts = Text(
        f"载入 {run.loaded:,}，重复 {run.repeated:,}，隔离 {run.quarantined:,}",
        f"{run.loaded:,} loaded, {run.repeated:,} repeated, {run.quarantined:,} quarantined",
    )
    zh = "".join(f"；{note['text']['zh-CN']} {note['count']:,}" for note in run.notes)
    en = "".join(f"; {note['text']['en']}: {note['count']:,}" for note in run.notes)
    return Text(counts.zh + zh, counts.en + en)


def upkeep(workspace: Workspace) -> Text:
    """Compact the lake and say how many months were rewritten."""
    from siyu.engine.lake import Lake
    from siyu.engine.maintenance import maintain

    months = sum(len(done.compacted) for done in maintain(Lake(workspace.lake_path)))
    return Text(f"{months} 个月的文件已按会员排序", f"{months} months of files sorted by member")
