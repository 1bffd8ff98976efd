"""Message templates as files."""

from __future__ import annotations

from pathlib import Path

from siyu.accounts.models import AuditEntry, Workspace
from siyu.lib.documents import dump
from siyu.unify.members.models import Member
from tests.cli.conftest import Run
from tests.engage.templates.conftest import document


def test_files_are_applied_listed_shown_and_previewed(siyu: Run, shop: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "hello.yaml"
    file.write_text(dump(document()))
    steps = [siyu("templates", "apply", str(file), "--format", "csv").stdout.split()[-1] for _ in range(2)]
    file.write_text(dump(document(contents={"sms": {"text": "{{ name | default: '您' }}好"}})))
    steps.append(siyu("templates", "apply", str(file), "--format", "csv").stdout.split()[-1])
    assert steps == ["hello,1,created", "hello,1,kept", "hello,2,changed"]
    assert siyu("templates", "list", "--format", "csv").stdout.split()[-1] == "hello,hello,service,sms,2,siyu"
    assert "{{ name | default: '您' }}好" in siyu("templates", "show", "hello").stdout
    Member.objects.create(workspace=shop, member_id=1, name="张三")
    shown = [
        siyu("templates", "preview", "hello", "--format", "csv", *member).stdout for member in ((), ("--member", "1"))
    ]
    assert ["您好" in shown[0], "张三好" in shown[1], '"3/500 signs, 1 parts"' in shown[1]] == [True] * 3
    assert AuditEntry.objects.filter(action="template.previewed").count() == 1


def test_a_bad_file_is_refused_with_its_place(siyu: Run, shop: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(dump(document(contents={"sms": {"text": "{{ nane | default: 'x' }}"}})))
    refused = siyu("templates", "apply", str(file))
    assert (refused.returncode, "contents.sms.text: there is no field “nane” (line 1, column 4)" in refused.stderr) == (
        2,
        True,
    )
    assert siyu("templates", "apply", str(tmp_path / "none.yaml")).returncode == 2
