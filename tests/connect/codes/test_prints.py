"""Files to print: drawn by a job in parts, gone on with after a kill, stopped, fetched on record, gone after a week."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from siyu.accounts.models import AuditEntry, User
from siyu.connect.codes import drawing
from siyu.connect.codes.drawing import carry_out, drop_expired
from siyu.connect.codes.jobs import take_up_prints
from siyu.connect.codes.models import CodeBatch, CodePrint, prints_folder
from siyu.jobs.lanes import drain
from tests.conftest import MakeClient
from tests.connect.codes.conftest import BATCHES, serial


class KilledError(BaseException):
    """Stands for the end of the process: nothing in the code catches it."""


@pytest.fixture
def ask(batch: CodeBatch, bob: User, api: MakeClient, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ask for a print; parts are small, so that few codes make several."""
    monkeypatch.setattr(drawing, "PICTURES_A_PART", 3)
    monkeypatch.setattr(drawing, "CODES_A_PART", 4)
    client = api(bob)
    return lambda **wanted: client.post(f"{BATCHES}/{batch.pk}/prints", wanted)


def fetch(client: Any, number: int) -> tuple[bytes, str]:
    answer = client.get(f"/workspaces/shop/code-prints/{number}/file")
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content), answer["Content-Disposition"]


def test_pictures_of_a_range_come_in_one_archive(ask: Any, batch: CodeBatch, bob: User, api: MakeClient) -> None:
    asked = ask(form="png", first=11, last=17).json()
    assert (asked["state"], asked["count"], asked["has_file"]) == ("queued", 7, False)
    assert api(bob).get(f"/workspaces/shop/code-prints/{asked['id']}/file").status_code == 404
    assert drain() >= 1
    (listed,) = api(bob).get(f"{BATCHES}/{batch.pk}/prints").json()["items"]
    assert (listed["state"], listed["drawn"], listed["has_file"]) == ("done", 7, True)
    raw, name = fetch(api(bob), asked["id"])
    assert f"codes-{batch.tag}-11-17.zip" in name
    with ZipFile(BytesIO(raw)) as archive:
        names = archive.namelist()
        assert names == [f"{number:07}-{serial(batch, number)}.png" for number in range(11, 18)]
        (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(archive.read(names[3]))))
    assert read.text == f"http://testserver/c/{serial(batch, 14)}"
    assert {"code_print.asked", "code_print.downloaded"} <= set(AuditEntry.objects.values_list("action", flat=True))


def test_sheets_come_as_one_file_or_several(ask: Any, batch: CodeBatch, bob: User, api: MakeClient) -> None:
    few = ask(form="pdf", last=4, columns=2, rows=2, paper="A5", caption="春季").json()
    many = ask(form="pdf", last=9, columns=2, rows=2).json()
    drain()
    raw, name = fetch(api(bob), few["id"])
    assert name.endswith('.pdf"')
    page = pypdfium2.PdfDocument(raw)[0]
    assert {one.text for one in zxingcpp.read_barcodes(page.render(scale=2).to_pil())} == {
        f"http://testserver/c/{serial(batch, number)}" for number in range(1, 5)
    }
    assert "春季 № 1" in page.get_textpage().get_text_range()
    raw, name = fetch(api(bob), many["id"])
    with ZipFile(BytesIO(raw)) as archive:
        assert archive.namelist() == ["0000001-0000004.pdf", "0000005-0000008.pdf", "0000009-0000009.pdf"]


def test_killed_after_any_part_it_goes_on_to_the_same_file(ask: Any, batch: CodeBatch) -> None:
    whole = carry_out(ask(form="svg", last=8).json()["id"])

    for place in range(3):
        number = ask(form="svg", last=8).json()["id"]
        drawn: list[Path] = []

        def die(step: str, at: str = f"part {place}") -> None:
            if step == at:
                raise KilledError

        with pytest.raises(KilledError):
            carry_out(number, hook=die)
        left = CodePrint.objects.get(pk=number)
        assert (left.state, left.drawn) == ("running", min(3 * (place + 1), 8))
        drawn = sorted(left.folder.iterdir())
        assert len(drawn) == place + 1
        times = [path.stat().st_mtime_ns for path in drawn]
        seen: list[list[int]] = []
        again = carry_out(
            number, hook=lambda _, paths=drawn, into=seen: into.append([path.stat().st_mtime_ns for path in paths])
        )  # type: ignore[misc]
        assert seen[-1] == times
        assert (again.state, again.drawn, again.sha256) == ("done", 8, whole.sha256)
        assert not left.folder.exists()


def test_a_stopped_one_leaves_nothing(ask: Any, bob: User, api: MakeClient) -> None:
    running, queued = (ask(form="svg", last=8).json()["id"] for _ in range(2))

    def stop(_: str) -> None:
        assert api(bob).post(f"/workspaces/shop/code-prints/{running}/stops").json()["state"] == "stopped"

    assert carry_out(running, hook=stop).state == "stopped"
    api(bob).post(f"/workspaces/shop/code-prints/{queued}/stops")
    drain()
    assert [one.state for one in CodePrint.objects.all()] == ["stopped", "stopped"]
    assert list(prints_folder().iterdir()) == []


def test_what_goes_wrong_is_told(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    number = ask(form="svg", last=2).json()["id"]

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drawing, "_draw_part", fail)
    failed = carry_out(number)
    assert (failed.state, failed.error["code"]) == ("failed", "code_print.disk")
    CodePrint.objects.update(state="running", tries=drawing.MOST_TRIES)
    assert carry_out(number).error["code"] == "code_print.given_up"


def test_a_lost_one_is_taken_up_and_an_old_one_goes(ask: Any) -> None:
    number = ask(form="svg", last=2).json()["id"]
    CodePrint.objects.update(touched_at="2020-01-01T00:00:00Z")
    assert take_up_prints.call() == 1
    drain()
    found = CodePrint.objects.get(pk=number)
    assert found.has_file
    assert found.expires_at is not None
    assert drop_expired(found.expires_at + timedelta(seconds=1)) == 1
    assert not found.has_file


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"form": "svg", "last": 20_001}, "code_print.too_many"), ({"form": "svg"}, "code_print.too_many"),
        ({"form": "svg", "first": 9, "last": 8}, "code_batch.bad_range"),
        ({"form": "pdf", "last": 8, "columns": 20}, "sheet.too_small"),
    ],
)  # fmt: skip
def test_too_much_or_too_small_is_refused(ask: Any, wanted: dict[str, Any], code: str) -> None:
    answer = ask(**wanted)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)


def test_a_void_batch_is_printed_no_more(ask: Any, batch: CodeBatch, bob: User, dora: User, api: MakeClient) -> None:
    path = f"{BATCHES}/{batch.pk}"
    picture = api(bob).get(f"{path}/code.svg", number=3)
    assert picture.content.startswith(b"<svg")
    assert api(dora).get(f"{path}/code.svg").status_code == 403
    api(bob).post(f"{path}/voids", {"reason": "stolen"})
    assert ask(form="svg", last=2).status_code == 409
