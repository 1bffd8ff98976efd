"""A channel of WeCom and one of an official account, and a platform that calls back as the real ones do."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyu.accounts.access import Access
from siyu.accounts.models import User, Workspace
from siyu.accounts.permissions import PERMISSIONS
from siyu.connect.callbacks import handlers
from siyu.platforms.channels.managing import make_channel
from siyu.platforms.channels.models import Channel
from tests.connect.callbacks.platform import KEY, TOKEN, platform
from tests.connect.collecting import committing_here
from tests.connect.inbox_databases import open_inbox

__all__ = ["committing_here", "platform"]

CORP, ACCOUNT = "ww0123456789abcdef", "wx0123456789abcdef"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    open_inbox(Path(__file__).parent, items)


@pytest.fixture(autouse=True)
def nobody_else_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out handlers of other domains: they would call a platform that is not there."""
    own = {name: one for name, one in handlers._handlers.items() if one.path.startswith("siyu.connect.callbacks.")}
    monkeypatch.setattr(handlers, "_handlers", own)


@pytest.fixture
def access(workspace: Workspace, alice: User) -> Access:
    return Access(workspace, alice, "owner", frozenset(PERMISSIONS))


@pytest.fixture
def wecom(access: Access) -> Channel:
    return _channel(access, "wecom", "企业微信", CORP, app_secret="s")


@pytest.fixture
def account(access: Access) -> Channel:
    return _channel(access, "official_account", "服务号", ACCOUNT, secret="s")


def _channel(access: Access, kind: str, name: str, identity: str, **more: str) -> Channel:
    secrets = {"callback_token": TOKEN, "callback_aes_key": KEY, **more}
    return make_channel(access, kind=kind, name=name, identity=identity, secrets=secrets)
