"""The demo is connected with its sandbox at every start, though the sandbox forgets everything when it ends."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.cli.demo import people
from siyu.connect.contact_codes.models import ContactCode
from siyu.connect.contact_codes.refreshing import refresh_due
from siyu.platforms.channels.models import Channel
from tests.sandboxes import ServedSandbox

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)


def test_a_second_start_makes_the_code_anew(
    workspace: Workspace, sandbox: ServedSandbox, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "PATIENCE_SECONDS", 0)
    access = command_line(workspace)
    ways = set()
    for _ in range(2):
        channel = people.connect(access, sandbox.url)
        with pytest.raises(TimeoutError):
            people.stand_up(access, channel)
        refresh_due()
        code = ContactCode.objects.get(workspace=workspace)
        assert sandbox.application.sandbox.world.ways[code.config_id].user == ["alice", "bob", "carol"]
        assert people.Sandbox(sandbox.url).ask("scans", way=code.config_id)["person"]["name"]
        ways.add(code.config_id)
        sandbox.begin_anew()
    assert Channel.objects.filter(workspace=workspace).count() == 1


def test_another_port_of_the_sandbox_is_called_from_then_on(
    workspace: Workspace, sandbox: ServedSandbox, settings: Any
) -> None:
    settings.SIYU_PLATFORM_HOSTS = [*settings.SIYU_PLATFORM_HOSTS, "127.0.0.1:9"]
    access = command_line(workspace)
    first = people.connect(access, sandbox.url)
    again = people.connect(access, "http://127.0.0.1:9")
    assert (again.pk, again.base_url) == (first.pk, "http://127.0.0.1:9")
