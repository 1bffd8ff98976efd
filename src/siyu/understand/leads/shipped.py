"""The document of leads as long as a brand has not changed it: fit by what is known, interest by what was done."""

from __future__ import annotations

from functools import cache
from typing import Any

from siyu.lib.errors import Refusal
from siyu.lib.text import Text
from siyu.understand.leads.documents import Leads, LeadsShape, PartShape, Score, read_leads

LEAD = "lead"


def _part(of: tuple[Any, str], zh: str, en: str, points: int, rule: dict[str, Any]) -> PartShape:
    group, name = of
    return PartShape(name=name, group=group, label={"zh-CN": zh, "en": en}, points=points, rule=rule)


def _did(name: str, within: str, least: int = 1) -> dict[str, Any]:
    times = {"times": {"gte": least}} if least > 1 else {}
    return {"did": name, **times, "within": within}


DOCUMENT: dict[str, Any] = LeadsShape(
    parts=[
        _part(("fit", "company"), "知道公司", "Company known", 5, {"attribute": "company", "is": {"missing": False}}),
        _part(("fit", "industry"), "知道行业", "Industry known", 5, {"attribute": "industry", "is": {"missing": False}}),
        _part(("fit", "size"), "公司 200 人以上", "Company of 200 or more", 15,
              {"attribute": "company_size", "is": {"gte": 200}}),
        _part(("fit", "decides"), "职位能拍板", "Title that decides", 15, {"any": [
            {"attribute": "job_title", "is": {"contains": word}}
            for word in ("总", "负责人", "创始人", "CEO", "CTO", "COO", "Director", "Head", "VP", "Founder")
        ]}),
        _part(("interest", "demo"), "90 天内预约演示", "Asked for a demo in 90 days", 25, _did("requested_demo", "90d")),
        _part(("interest", "trial"), "60 天内开始试用", "Started a trial in 60 days", 20, _did("started_trial", "60d")),
        _part(("interest", "form"), "90 天内留资", "Submitted a form in 90 days", 10, _did("submitted_form", "90d")),
        _part(("interest", "downloads"), "90 天内下载资料", "Downloaded something in 90 days", 5, _did("downloaded", "90d")),
        _part(("interest", "called"), "60 天内接过电话", "Had a call in 60 days", 10, _did("called", "60d")),
        _part(("interest", "visits"), "30 天内访问 3 次以上", "Three visits or more in 30 days", 10,
              _did("visited_page", "30d", 3)),
        _part(("interest", "silent"), "90 天没有访问页面", "No page visited in 90 days", -15,
              {"did": "visited_page", "times": {"eq": 0}, "within": "90d"}),
    ]
).model_dump()  # fmt: skip


@cache
def shipped_leads() -> Leads:
    """Return the document ready to be used."""
    return read_leads(DOCUMENT)


def shipped_score(name: str) -> Score:
    """Return the shipped score of the name; raises `Refusal` (404) for one there is not."""
    if name != LEAD:
        raise unknown_score(name)
    return shipped_leads().score


def unknown_score(name: str) -> Refusal:
    """Return the refusal of a score there is not."""
    text = Text("没有名为“{name}”的评分", "there is no score called “{name}”").format(name=name)
    return Refusal("leads.unknown_score", text, where="score", mend=Text("可用：lead", "Known: lead"), status=404)
