"""The tests here touch the inbox, which may lie in a database of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.connect.surveys.models import Survey
from tests.conftest import MakeClient
from tests.connect.collecting import committing_here
from tests.connect.inbox_databases import open_inbox

__all__ = ["committing_here"]

DOCUMENT: dict[str, Any] = {
    "kind": "survey",
    "title": {"zh-CN": "口味调查", "en": "Tastes"},
    "about": {"en": "Two minutes"},
    "thanks": {"zh-CN": "下次见", "en": "See you"},
    "consent": {"text": {"zh-CN": "同意保存我的回答", "en": "Keep my answers"}, "version": "2026-01"},
    "questions": [
        {"name": "phone", "type": "phone", "label": {"en": "Phone"}},
        {"name": "city", "type": "single", "label": {"en": "City"}, "required": True, "attribute": "city",
         "choices": [{"value": "wuhan", "label": {"zh-CN": "武汉", "en": "Wuhan"}}, {"value": "other"}]},
        {"name": "likes", "type": "multiple", "label": {"en": "Likes"}, "choices": [{"value": "tea"}, {"value": "milk"}]},
        {"name": "stars", "type": "rating", "label": {"en": "Stars"}, "most": 5},
        {"name": "visits", "type": "number", "label": {"en": "Visits"}, "least": 0, "most": 99},
        {"name": "since", "type": "date", "label": {"en": "Since"}},
        {"name": "why", "type": "text", "label": {"en": "Why"}, "attribute": "reason"},
    ],
}  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    open_inbox(Path(__file__).parent, items)


@pytest.fixture
def survey(committing_here: None, workspace: Workspace, bob: User, api: MakeClient) -> Survey:
    """A survey that Bob published."""
    answered = api(bob).post("/workspaces/shop/surveys", {"document": DOCUMENT})
    assert answered.status_code == 201, answered.content
    return Survey.objects.get()
