"""`siyu messages` and `siyu policy`: a forecast, a send, what became of it, and other rules from a file."""

from __future__ import annotations

from pathlib import Path

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.engage.messaging.lanes import drain as drain_lanes
from siyu.jobs.lanes import drain
from siyu.understand.segments.changing import create_segment
from siyu.understand.segments.evaluating import evaluate_segments
from siyu.unify.members.base import EVERYONE
from siyu.unify.members.models import Identifier, Member
from siyu.unify.members.presence import add_presence
from tests.cli.conftest import Run
from tests.engage.messaging.loopback import Loopback, loopback

__all__ = ["loopback"]

SEND = ("messages", "send", "everybody", "--by", "loopback", "--content", '{"text": "hello"}', "--format", "csv")


def test_a_send_is_forecast_started_and_listed(siyu: Run, shop: Workspace, loopback: Loopback, tmp_path: Path) -> None:
    for source in (1, 3):
        Member.objects.create(workspace=shop, member_id=source)
        Identifier.objects.create(workspace=shop, kind="phone", value=f"+86137{source:08}", source_id=source)
    add_presence(shop, EVERYONE, [1, 3])
    label = {"zh-CN": "所有人", "en": "Everybody"}
    rule = {"not": {"feature": "orders_total", "is": {"gte": 1_000_000}}}
    document = {"kind": "segment", "name": "everybody", "label": label, "rule": rule, "refresh": "nightly"}
    made = create_segment(command_line(shop), document)
    assert evaluate_segments(shop, [made]) == {"everybody": 2}
    shown = siyu("policy", "show").stdout
    assert shown.startswith("# version 0\nkind: policy\n")
    file = tmp_path / "policy.yaml"
    file.write_text(shown.replace("from: '21:00'", "from: '00:00'").replace("to: 09:00", "to: '00:00'"))
    assert "version 1" in siyu("policy", "apply", str(file)).stdout
    assert siyu("policy", "apply", str(file), "--version", "0").returncode == 2
    assert siyu("policy", "show", "--version", "0").stdout == shown
    forecast = siyu(*SEND, "--service", "--dry-run")
    assert forecast.returncode == 0, forecast.stderr
    assert forecast.stdout.splitlines()[1].startswith("send,,,")
    assert siyu(*SEND, "--service").stdout.splitlines()[1].endswith(",gathering")
    drain()
    drain_lanes(shop)
    rows = siyu("messages", "list", "--state", "sent", "--format", "csv").stdout.splitlines()
    assert len(rows) == len(loopback.got) + 1 > 1
    assert "hello" not in "".join(rows)
    assert siyu("messages", "send", "everybody", "--by", "loopback", "--content", "hello").returncode == 2
