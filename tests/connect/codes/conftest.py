"""Batches of codes, and browsers that scan them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from siyu.accounts.models import User, Workspace
from siyu.connect.codes.models import CodeBatch
from siyu.connect.codes.writing import serials_of
from siyu.connect.collection.rates import rates
from tests.conftest import MakeClient
from tests.connect.collecting import committing_here
from tests.connect.inbox_databases import open_inbox

__all__ = ["committing_here"]

WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0.44 Language/zh_CN"
BATCHES = "/workspaces/shop/code-batches"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    open_inbox(Path(__file__).parent, items)


@pytest.fixture(autouse=True)
def unhurried() -> None:
    rates.forget()


@pytest.fixture
def batch(committing_here: None, workspace: Workspace, bob: User, api: MakeClient) -> CodeBatch:
    """A million codes on packs of a product, each for one claim."""
    return make(api(bob), name="Spring packs", type="pack", count=1_000_000, stands_for="6901234567892")


def make(client: Any, **document: Any) -> CodeBatch:
    """Make a batch by the API."""
    answer = client.post(BATCHES, document)
    assert answer.status_code == 201, answer.content
    return CodeBatch.objects.get(pk=answer.json()["id"])


def serial(batch: CodeBatch, number: int = 1) -> str:
    """Return the serial of a number."""
    return next(serials_of(batch, number, number))[1]


def open_page(code: str, address: str = "1.1.1.1", agent: str = WECHAT, language: str = "en", **how: Any) -> Any:
    """Open a code's public page as a browser at an address does."""
    headers = {"User-Agent": agent, "Accept-Language": language}
    return Client().generic(how.get("method", "GET"), f"/c/{code}", REMOTE_ADDR=address, headers=headers)
