"""`siyu channels`: made with secrets that stand in no command, checked, listed with its calls."""

from __future__ import annotations

import io
import json

import pytest

from siyu.accounts.models import Workspace
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of
from tests.cli.conftest import Run
from tests.sandboxes import ServedSandbox, sandbox

__all__ = ["sandbox"]


def test_a_channel_from_its_making_to_its_calls(
    siyu: Run, shop: Workspace, sandbox: ServedSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = {"contact_secret": "secret-contact", "app_secret": "secret-app"}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(secrets)))
    add = siyu("channels", "add", "wecom", "Corp", "wwsandbox", "--url", sandbox.url, "--secrets")
    channel = Channel.objects.get()
    assert (add.returncode, add.stdout) == (0, f"/callbacks/{channel.callback_key}\n")
    assert secrets_of(channel) == secrets
    check = siyu("channels", "check", "Corp")
    assert check.returncode == 0, check.stdout + check.stderr
    assert "✓ 3 members of staff have customer contact" in check.stdout
    assert "! no agent id" in check.stdout and "→ Enter the app's agent id" in check.stdout
    assert "✗" not in check.stdout and "secret-" not in check.stdout
    assert "客户联系密钥可用" in siyu("--lang", "zh", "channels", "check", "Corp").stdout
    assert siyu("channels", "list", "--format", "csv").stdout.splitlines()[1].startswith("Corp,wecom,wwsandbox,http")
    failed = siyu("channels", "calls", "Corp", "--failed", "--format", "csv").stdout
    assert ",/cgi-bin/externalcontact/unionid_to_external_userid,41057,," in failed


def test_a_check_that_finds_something_wrong_ends_with_one(siyu: Run, shop: Workspace, sandbox: ServedSandbox) -> None:
    sandbox.act("faults", path="/cgi-bin/externalcontact/get_follow_user_list", code=60020)
    from siyu.accounts.access import command_line
    from siyu.platforms.channels.managing import make_channel

    make_channel(
        command_line(Workspace.objects.get()), kind="wecom", name="Corp", identity="wwsandbox", base_url=sandbox.url,
        secrets={"contact_secret": "secret-contact"},
    )  # fmt: skip
    check = siyu("channels", "check", "Corp")
    assert check.returncode == 1
    assert "✗ Customer contact: this server's IP is not trusted (60020)" in check.stdout
    missing = siyu("channels", "check", "Corps")
    assert missing.returncode != 0 and "Known: Corp" in missing.stderr


def test_contacts_are_read_by_command(siyu: Run, shop: Workspace, sandbox: ServedSandbox) -> None:
    from siyu.accounts.access import command_line
    from siyu.connect.contacts.models import ContactRelation
    from siyu.platforms.channels.managing import make_channel

    make_channel(
        command_line(Workspace.objects.get()), kind="wecom", name="Corp", identity="wwsandbox", base_url=sandbox.url,
        secrets={"contact_secret": "secret-contact"},
    )  # fmt: skip
    sandbox.act("crowds", count=3, members=["alice"])
    read = siyu("channels", "sync", "Corp")
    assert read.returncode == 0, read.stderr
    assert "contacts_read" in read.stdout
    assert ContactRelation.objects.filter(until=None).count() == 3
    sandbox.act("faults", path="/cgi-bin/externalcontact/get_follow_user_list", code=48002)
    refused = siyu("channels", "sync", "Corp", "--quick")
    assert refused.returncode == 1 and "may not use this interface" in refused.stderr
