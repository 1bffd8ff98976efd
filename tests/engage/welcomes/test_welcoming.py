"""From the scan of a code to the welcome: personal, tagged, at most once, and with a reason whenever there is none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from siyu.accounts.models import User, Workspace
from siyu.accounts.personal import Person
from siyu.connect.callbacks import processes
from siyu.connect.callbacks.handlers import LIFE
from siyu.connect.callbacks.lanes import work
from siyu.connect.callbacks.models import Handling
from siyu.connect.callbacks.taking import release_dead
from siyu.connect.contact_codes.managing import create_code
from siyu.engage.welcomes import jobs, welcoming
from siyu.engage.welcomes.erasing import STORES
from siyu.engage.welcomes.models import Welcome
from siyu.lib.errors import Refusal
from siyu.lib.traces import Traces
from siyu.platforms.wecom.corp_tags import add_tags
from siyu.platforms.wecom.welcome import send_welcome
from siyu.unify.stores.models import Staff
from tests.conftest import MakeClient
from tests.connect.collecting import load_all, rows
from tests.played_wecom import PlayedWecom

SEND = "/cgi-bin/externalcontact/send_welcome_msg"
TEXT = "{{ name | default: '您' }}好，我是{{ staff | default: '顾问' }}，欢迎来到{{ brand }}（{{ code }}）"


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads would not see what the test's transaction wrote."""

    class Here:
        map = staticmethod(map)

    monkeypatch.setattr(welcoming, "_senders", Here)
    monkeypatch.setattr(welcoming, "close_old_connections", lambda: None)


@pytest.fixture
def restart() -> Iterator[Any]:
    """Make this process another one, as a supervisor would."""

    def restart() -> None:
        processes._life.cache_clear()
        release_dead("urgent")

    yield restart
    processes._life.cache_clear()


def handling(name: str = "welcomes.welcome") -> Handling:
    return Handling.objects.filter(handler=name).latest("pk")


def state() -> str:
    return Welcome.objects.get().state


def test_a_scan_is_welcomed_tagged_and_recorded(played: PlayedWecom, workspace: Workspace) -> None:
    Staff.objects.create(workspace=workspace, key="alice", name="爱丽丝")
    made = _make_tag(played)
    code = played.make(name="poster", staff=["alice"], label={"zh-CN": "五月海报"}, welcome=TEXT, tags=[made],
                       source="elevator", motive="benefit")  # fmt: skip
    person = played.scan(code)["person"]
    played.settle()
    assert played.welcomes == [f"{person['name']}好，我是爱丽丝，欢迎来到Shop（五月海报）"]
    assert state() == Welcome.SENT
    assert {one.outcome for one in Handling.objects.filter(callback__name__contains="add_external")} == {"done"}
    relation = played.sandbox.application.sandbox.world.relations.alive["alice", person["external_userid"]]
    assert made in relation.tags
    load_all(workspace)
    ((told,),) = rows(workspace, "events", "properties")
    assert '"source":"elevator"' in told.replace(" ", "")


def _make_tag(played: PlayedWecom) -> str:
    return add_tags(played.channel, "来源", ["电梯海报"]).tag[0].id


def test_many_are_welcomed_at_once(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice", "bob"], welcome="您好")
    for _ in range(30):
        played.scan(code)
    played.settle()
    assert played.welcomes == ["您好"] * 30
    assert Welcome.objects.filter(state=Welcome.SENT).count() == 30


def test_a_welcome_goes_without_a_name_that_can_not_be_told(played: PlayedWecom) -> None:
    played.sandbox.act("faults", path="/cgi-bin/externalcontact/get", code=48002)
    code = played.make(name="poster", staff=["alice"], welcome="{{ name | default: '您' }}好")
    played.scan(code)
    played.settle()
    assert played.welcomes == ["您好"]


def test_a_code_without_a_welcome_sends_none(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice"])
    played.scan(code)
    played.settle()
    assert played.welcomes == []
    assert handling().outcome == "ignored"


@pytest.mark.parametrize(
    ("fault", "ends", "outcome"),
    [
        ({"code": 41051}, Welcome.FAILED, "failed"),
        ({"code": 41050}, Welcome.FAILED, "failed"),
        ({"code": 40003}, Welcome.FAILED, "failed"),
        ({"code": -1}, Welcome.UNCERTAIN, "failed"),
    ],
)
def test_what_the_platform_refuses_is_shown_with_its_reason(
    played: PlayedWecom, fault: dict[str, int], ends: str, outcome: str
) -> None:
    played.sandbox.act("faults", path=SEND, **fault)
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    played.settle()
    found = Welcome.objects.get()
    assert (found.state, handling().outcome) == (ends, outcome)
    assert found.reason and found.reason["zh-CN"] and found.reason["en"]
    assert played.welcomes == []


@pytest.mark.parametrize("fault", [{"broken": True}, {"status": 502}])
def test_an_answer_that_broke_off_is_uncertain_and_not_repeated(played: PlayedWecom, fault: dict[str, int]) -> None:
    played.sandbox.act("faults", path=SEND, times=1, **fault)
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    played.settle()
    assert state() == Welcome.UNCERTAIN
    assert played.welcomes == ["您好"], "it did arrive"


def test_another_app_that_is_sending_is_waited_for(played: PlayedWecom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siyu.engage.welcomes.sending.PAUSE_SECONDS", 0)
    played.sandbox.act("faults", path=SEND, code=41096, times=2)
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    played.settle()
    assert (state(), played.welcomes) == (Welcome.SENT, ["您好"])


def test_a_code_that_was_used_already_fails_with_the_reason(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    (given,) = [one for one in played.sandbox.application.sandbox.world.welcome_codes.values() if one.app == "contact"]
    send_welcome(played.channel, given.code, text="抢先")
    played.settle()
    assert (state(), played.welcomes) == (Welcome.FAILED, ["抢先"])


def test_a_welcome_whose_time_is_over_is_late_and_not_sent(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    played.carry()
    for one in Handling.objects.exclude(deadline_at=None):
        Handling.objects.filter(pk=one.pk).update(deadline_at=one.deadline_at - LIFE - timedelta(seconds=1))
    played.settle()
    assert (state(), handling().outcome, played.welcomes) == (Welcome.LATE, "late", [])


def test_a_callback_that_is_repeated_welcomes_once(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    again = played.waiting[0]
    played.settle()
    played.waiting.append(again)
    played.settle()
    Handling.objects.update(outcome="", due_at="2020-01-01T00:00:00Z")
    played.settle()
    assert played.welcomes == ["您好"]


def test_killed_before_the_call_it_is_shown_as_uncertain(played: PlayedWecom, restart: Any, monkeypatch: Any) -> None:
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    _die(monkeypatch, "_send")
    _work_until_killed(played)
    assert (state(), played.welcomes) == (Welcome.SENDING, [])
    restart()
    played.settle()
    assert (state(), handling().outcome, played.welcomes) == (Welcome.UNCERTAIN, "failed", [])


def test_killed_after_the_call_it_is_not_sent_again(played: PlayedWecom, restart: Any, monkeypatch: Any) -> None:
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    _die(monkeypatch, "_commit_results")
    _work_until_killed(played)
    assert (state(), played.welcomes) == (Welcome.SENDING, ["您好"])
    restart()
    played.settle()
    assert (state(), played.welcomes) == (Welcome.UNCERTAIN, ["您好"])


def test_killed_before_anything_was_committed_it_is_sent_after_the_restart(
    played: PlayedWecom, restart: Any, monkeypatch: Any
) -> None:
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    _die(monkeypatch, "_commit_sending")
    _work_until_killed(played)
    assert work("urgent") == 0, "it is taken still"
    restart()
    played.settle()
    assert (state(), played.welcomes) == (Welcome.SENT, ["您好"])


def test_what_a_vanished_machine_left_is_marked_by_the_job(played: PlayedWecom, monkeypatch: Any) -> None:
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    played.scan(code)
    _die(monkeypatch, "_send")
    _work_until_killed(played)
    assert jobs.settle_left.call() == 0, "its sender may be at it still"
    Welcome.objects.update(sender="elsewhere-1-abc", sending_at="2020-01-01T00:00:00Z")
    assert jobs.settle_left.call() == 1
    assert state() == Welcome.UNCERTAIN


def _die(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Let the process end the first time it comes to a step."""
    real, times = getattr(welcoming, step), []

    def act(*given: Any) -> Any:
        times.append(1)
        if len(times) == 1:
            raise Killed
        return real(*given)

    monkeypatch.setattr(welcoming, step, act)


def _work_until_killed(played: PlayedWecom) -> None:
    played.carry()
    until = time.monotonic() + 60
    with pytest.raises(Killed):
        while time.monotonic() < until:
            work("urgent")


@pytest.mark.parametrize(
    ("welcome", "code"),
    [
        ("{{ nmae }}", "template.unknown_field"),
        ("{{ name }}", "contact_code.no_fallback"),
        ("{% for a in b %}", "template."),
        ("好" * 1400, "contact_code.invalid"),
    ],
)
def test_a_bad_welcome_is_refused_when_it_is_saved(played: PlayedWecom, welcome: str, code: str) -> None:
    document = {"kind": "contact_code", "name": "a", "channel": "企业微信", "staff": ["alice"], "welcome": welcome}
    with pytest.raises(Refusal) as refused:
        create_code(played.access, document)
    assert refused.value.code.startswith(code)


def test_tags_the_platform_does_not_know_are_shown(played: PlayedWecom) -> None:
    code = played.make(name="poster", staff=["alice"], tags=["none-like-this"])
    played.scan(code)
    played.settle()
    assert handling("welcomes.tags").outcome == "failed"
    assert handling("welcomes.tags").reason


def test_a_person_is_told_and_forgotten(played: PlayedWecom, workspace: Workspace) -> None:
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    external = played.scan(code)["person"]["external_userid"]
    played.settle()
    (store,) = STORES
    person = Person(workspace, (1,), Traces.of([("external_userid", external)]))
    assert store.count(person) == 1
    assert store.export and [row["state"] for row in store.export(person)] == ["sent"]
    store.erase(person)
    assert store.count(person) == 0
    assert Welcome.objects.count() == 1


def test_welcomes_are_listed_and_counted(played: PlayedWecom, dora: User, api: MakeClient) -> None:
    code = played.make(name="poster", staff=["alice"], welcome="您好")
    for _ in range(3):
        played.scan(code)
    played.sandbox.act("faults", path=SEND, code=41050, times=1)
    played.settle()
    client = api(dora)
    summary = client.get("/workspaces/shop/welcome-summary?code=poster").json()
    assert (summary["sent"], summary["failed"]) == (2, 1)
    (failed,) = client.get("/workspaces/shop/welcomes?state=failed").json()["items"]
    assert failed["reason"]["zh-CN"] and failed["waited_ms"] >= 0
    first = client.get("/workspaces/shop/welcomes?limit=2&code=poster").json()
    rest = client.get(f"/workspaces/shop/welcomes?limit=2&code=poster&cursor={first['next']}").json()
    assert len({row["id"] for row in first["items"] + rest["items"]}) == 3
