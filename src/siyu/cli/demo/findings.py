"""What each step of the demo found, read from what was loaded and never from what is expected."""

from __future__ import annotations

from importlib import resources

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.connect.imports.models import Import
from siyu.lib import documents
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


def features(workspace: Workspace) -> Text:
    """Keep the features of the brand's last day and say how many numbers that is."""
    from siyu.understand.features.registry import all_features
    from siyu.understand.features.snapshots import keep_features
    from siyu.unify.members.base import base_of

    keep_features(workspace)
    count, members = len(all_features()), len(base_of(workspace))
    return Text(f"{members:,} 位会员 × {count} 个特征", f"{count} features of {members:,} members")


def segments(workspace: Workspace) -> Text:
    """Install the shipped segments and the demo's own where they are missing, evaluate them, and list their sizes."""
    from siyu.understand.segments.changing import create_segment
    from siyu.understand.segments.evaluating import evaluate_stale
    from siyu.understand.segments.installing import install_named_segments
    from siyu.understand.segments.models import Segment

    install_named_segments(workspace)
    held = set(Segment.objects.filter(workspace=workspace).values_list("name", flat=True))
    for file in resources.files("siyu.cli.demo").joinpath("segments").iterdir():
        document = documents.load(file.read_bytes())
        if document["name"] not in held:
            create_segment(command_line(workspace), document)
    evaluate_stale(workspace)
    sizes = Segment.objects.filter(workspace=workspace).order_by("name").values_list("name", "size")
    line = ", ".join(f"{name} {size:,}" for name, size in sizes)
    return Text(line, line)


def funnels(workspace: Workspace) -> Text:
    """Install the demo's funnels where they are missing, and say how many members came through each in the year."""
    from siyu.understand.behaviour.asking import open_asked
    from siyu.understand.behaviour.changing import create_funnel
    from siyu.understand.behaviour.funnels import funnel_report
    from siyu.understand.behaviour.models import Funnel
    from siyu.understand.behaviour.reading import question_of

    held = set(Funnel.objects.filter(workspace=workspace).values_list("name", flat=True))
    for file in resources.files("siyu.cli.demo").joinpath("funnels").iterdir():
        document = documents.load(file.read_bytes())
        if document["name"] not in held:
            create_funnel(command_line(workspace), document)
    with open_asked(workspace) as asked:
        reports = [
            (funnel.name, funnel_report(asked, question_of(funnel), days=365))
            for funnel in Funnel.objects.filter(workspace=workspace).order_by("name")
        ]
    line = ", ".join(f"{name} {report['completed']:,}/{report['entered']:,}" for name, report in reports)
    return Text(line, line)


def tags(workspace: Workspace) -> Text:
    """Install the shipped tags and the demo's own where they are missing, evaluate them, and list their coverage."""
    from siyu.understand.tags.changing import create_tag
    from siyu.understand.tags.evaluating import evaluate_stale_tags
    from siyu.understand.tags.installing import install_named_tags
    from siyu.understand.tags.models import Tag

    install_named_tags(workspace)
    held = set(Tag.objects.filter(workspace=workspace).values_list("name", flat=True))
    for file in resources.files("siyu.cli.demo").joinpath("tags").iterdir():
        document = documents.load(file.read_bytes())
        if document["name"] not in held:
            create_tag(command_line(workspace), document)
    evaluate_stale_tags(workspace)
    found = Tag.objects.filter(workspace=workspace).order_by("name")
    line = ", ".join(f"{tag.name} {tag.coverage or 0:.0%}" for tag in found)
    return Text(line, line)


def value(workspace: Workspace) -> Text:
    """Say how concentrated the year's money is, and what it adds up to."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.reports import concentration_report

    with open_inputs(workspace) as inputs:
        report = concentration_report(inputs, days=365, target=0.4)
    head, money = report["head"], report["money_minor"] / 100
    return Text(
        f"净销售额 {workspace.currency} {money:,.2f}；前 {head['share_of_members']:.1%} 的会员带来 40%，"
        f"基尼系数 {report['gini']:.3f}",
        f"net sales {workspace.currency} {money:,.2f}; the top {head['share_of_members']:.1%} of members bring 40 %, "
        f"Gini {report['gini']:.3f}",
    )
