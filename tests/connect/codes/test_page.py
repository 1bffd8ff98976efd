"""The public page: what each kind of code says, what is counted, what is kept of who scans."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from siyu.accounts.models import User, Workspace
from siyu.connect.codes import pages
from siyu.connect.codes.models import CodeBatch, Salt, Scan
from siyu.connect.codes.serials import shown, write_serial
from siyu.connect.codes.visitors import agent_of, forget_salts, hash_address
from tests.conftest import MakeClient
from tests.connect.codes.conftest import BATCHES, make, open_page, serial

ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def said(code: str, address: str = "1.1.1.1", **how: str) -> str:
    return str(open_page(code, address, **how).content.decode())


def test_the_first_scan_is_genuine_and_later_ones_say_how_often(batch: CodeBatch) -> None:
    code = serial(batch)
    first = said(code)
    assert "<h1>Genuine</h1>" in first
    assert shown(code) in first
    assert "Scanned once before" in said(code, "2.2.2.2")
    third = said(shown(code).lower(), "3.3.3.3")
    assert "This code was scanned before" in third
    assert "Scanned 2 times before" in third
    assert "此前查询 3 次" in said(code, "4.4.4.4", language="zh-CN")
    batch.refresh_from_db()
    assert (batch.scans, batch.scanned, batch.repeated, batch.forged) == (4, 1, 1, 0)
    assert [one.verdict for one in Scan.objects.order_by("nth")] == ["genuine", "again", "again", "again"]


def test_opening_it_again_is_the_same_visit(batch: CodeBatch) -> None:
    for _ in range(3):
        assert "<h1>Genuine</h1>" in said(serial(batch))
    assert Scan.objects.count() == 1
    Scan.objects.update(at=Scan.objects.get().at - timedelta(minutes=11))
    assert "Scanned once before" in said(serial(batch))


def test_a_program_looks_without_being_counted(batch: CodeBatch) -> None:
    assert open_page(serial(batch), method="HEAD").status_code == 200
    assert "<h1>Genuine</h1>" in said(serial(batch), agent=ROBOT)
    assert "<h1>Genuine</h1>" in said(serial(batch))
    assert "Scanned once before" in said(serial(batch), agent=ROBOT)
    assert Scan.objects.count() == 1


def test_a_slip_a_forgery_and_a_stranger_are_told_apart(batch: CodeBatch) -> None:
    code = serial(batch)
    slip = code[:9] + ("A" if code[9] != "A" else "B") + code[10:]
    forged = write_serial(batch.tag, b"k" * 32, 1)
    stranger = write_serial("00000", b"k" * 32, 1)
    told = [open_page(one) for one in (slip, forged, stranger)]
    assert [one.status_code for one in told] == [404] * 3
    heads = ["Please check it again", "There is no such code", "There is no such code"]
    assert [head in one.content.decode() for one, head in zip(told, heads, strict=True)] == [True] * 3
    batch.refresh_from_db()
    assert (batch.forged, batch.scans) == (1, 0)


def test_a_number_beyond_the_batch_was_never_made(batch: CodeBatch, bob: User, api: MakeClient) -> None:
    few = make(api(bob), name="Few", type="poster", count=3)
    beyond = next(iter([serial(few, 4)]))
    assert open_page(beyond).status_code == 404
    assert open_page(serial(few, 3)).status_code == 200


def test_a_lost_key_makes_nothing_an_imitation(batch: CodeBatch) -> None:
    code = serial(batch)
    CodeBatch.objects.update(key=b"sealed by the raw_key of another home")
    answer = open_page(code)
    assert (answer.status_code, "Please try again later" in answer.content.decode()) == (503, True)


def test_void_early_and_over_say_so_and_lead_nowhere(batch: CodeBatch, bob: User, api: MakeClient) -> None:
    today = batch.workspace.today()
    path = f"{BATCHES}/{batch.pk}"
    landing = {"landing": "https://shop.example/join?code={serial}&x=1"}
    api(bob).patch(path, landing)
    assert f'href="https://shop.example/join?code={serial(batch)}&amp;x=1"' in said(serial(batch))
    api(bob).patch(path, {"valid_from_on": str(today + timedelta(days=1))})
    early = said(serial(batch), "2.2.2.2")
    assert "This code is not valid yet" in early
    assert "shop.example" not in early
    api(bob).patch(path, {"valid_from_on": None, "valid_until_on": str(today - timedelta(days=1))})
    assert "This code has expired" in said(serial(batch), "3.3.3.3")
    api(bob).patch(path, {"valid_until_on": str(today)})
    assert "This code was scanned before" in said(serial(batch), "5.5.5.5")
    api(bob).post(f"{path}/voids", {"reason": "<b>stolen"})
    void = said(serial(batch), "4.4.4.4")
    assert "This code is void" in void
    assert "&lt;b&gt;stolen" in void
    assert list(Scan.objects.order_by("nth").values_list("verdict", flat=True)) == [
        "genuine",
        "early",
        "expired",
        "again",
        "void",
    ]


def test_it_runs_no_script_and_is_kept_by_no_cache(batch: CodeBatch) -> None:
    answer = open_page(serial(batch))
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert b"<script" not in answer.content
    assert open_page(serial(batch), method="POST").status_code == 405
    assert open_page("%3Cscript%3E" * 20).status_code == 404


def test_too_many_from_one_address_wait(batch: CodeBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "A_SECOND", 1)
    told = [open_page(serial(batch)) for _ in range(6)]
    late = [one for one in told if one.status_code == 429]
    assert late
    assert int(late[0]["Retry-After"]) >= 1
    assert open_page(serial(batch), "2.2.2.2").status_code == 200


def test_the_log_holds_no_address(batch: CodeBatch, dora: User, api: MakeClient) -> None:
    for address in ("1.1.1.1", "2.2.2.2"):
        said(serial(batch), address)
    said(serial(batch, 5), "1.1.1.1", agent="Mozilla/5.0 (Windows NT 10.0)")
    path = f"{BATCHES}/{batch.pk}/scans"
    listed = api(dora).get(path, limit=2).json()
    assert listed["total"] == 3
    assert [(one["number"], one["nth"], one["agent"]) for one in listed["items"]] == [
        (5, 1, "desktop"),
        (1, 2, "wechat"),
    ]
    assert [one["nth"] for one in api(dora).get(path, cursor=listed["next"]).json()["items"]] == [1]
    (only,) = api(dora).get(path, number=5).json()["items"]
    assert len(only["address"]) == 16
    assert not Scan.objects.filter(address__contains="1.1.1.1").exists()


@pytest.mark.django_db
def test_an_addresss_hash_is_the_days_alone() -> None:
    day = datetime(2026, 5, 4, 23, tzinfo=UTC)
    first, again, later = (hash_address("1.1.1.1", at) for at in (day, day, day + timedelta(hours=2)))
    assert first == again != later
    assert hash_address("1.1.1.2", day) != first
    assert forget_salts(datetime(2026, 5, 5, tzinfo=UTC).date()) == 1
    assert hash_address("1.1.1.1", day) != first
    Salt.objects.all().delete()
    forget_salts(day.date())


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Mozilla/5.0 (iPhone) MicroMessenger/8.0", "wechat"), ("Mozilla/5.0 (iPhone) wxwork/4.1 MicroMessenger/7", "wecom"),
        ("Mozilla/5.0 (Linux; Android 14) AlipayClient/10", "alipay"), ("Mozilla/5.0 (Linux; Android 14; CUBOT P80)", "phone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/130", "desktop"), ("", "robot"), ("curl/8", "robot"),
        ("python-httpx/0.28", "robot"), (ROBOT, "robot"),
    ],
)  # fmt: skip
def test_browsers_are_told_apart_coarsely(header: str, kind: str) -> None:
    assert agent_of(header) == kind


def test_a_look_by_the_api_is_no_scan(batch: CodeBatch, dora: User, api: MakeClient, workspace: Workspace) -> None:
    said(serial(batch))
    told = api(dora).get(f"/workspaces/shop/codes/{shown(serial(batch))}").json()
    assert (told["number"], told["verdict"], told["scans"], told["uses"]) == (1, "again", 1, 1)
    assert api(dora).get("/workspaces/shop/codes/nonsense").json()["error"]["code"] == "code.mistyped"
    assert Scan.objects.count() == 1
