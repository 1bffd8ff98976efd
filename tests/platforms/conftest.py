"""Channels of the shop that lead to a served sandbox."""

from __future__ import annotations

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.platforms.channels.managing import make_channel
from siyu.platforms.channels.models import Channel
from tests.sandboxes import ServedSandbox, sandbox

__all__ = ["sandbox"]

SECRETS = {"app_secret": "secret-app", "contact_secret": "secret-contact", "directory_secret": "secret-directory"}


@pytest.fixture
def wecom(workspace: Workspace, sandbox: ServedSandbox) -> Channel:
    return make_channel(
        command_line(workspace), kind="wecom", name="WeCom", identity="wwsandbox", secrets=SECRETS,
        settings={"agent_id": 1000002}, base_url=sandbox.url,
    )  # fmt: skip


@pytest.fixture
def account(workspace: Workspace, sandbox: ServedSandbox) -> Channel:
    return make_channel(
        command_line(workspace), kind="official_account", name="Account", identity="wxsandbox",
        secrets={"secret": "secret-oa"}, base_url=sandbox.url,
    )  # fmt: skip


@pytest.fixture
def program(workspace: Workspace, sandbox: ServedSandbox) -> Channel:
    return make_channel(
        command_line(workspace), kind="mini_program", name="Program", identity="wxsandboxmini",
        secrets={"secret": "secret-mini"}, base_url=sandbox.url,
    )  # fmt: skip
