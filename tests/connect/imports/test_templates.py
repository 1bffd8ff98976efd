"""A mapping that brought a file in is kept, proposed for the next one of its columns, renamed, deleted, downloaded."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from siyu.accounts.models import AuditEntry, User, Workspace
from siyu.connect.imports.fitting import fitting_templates
from siyu.connect.imports.models import Import, MappingTemplate
from siyu.connect.imports.templates import keep_template
from siyu.lib import documents
from tests.conftest import MakeClient
from tests.files import HEADER, LINES, RunFile

pytestmark = pytest.mark.django_db
ROOT = "/workspaces/shop"
ROW = "o1,2017-03-01 10:00:00,p1,1,2.50,7"


def hand_over(client: Any, header: str, row: str = ROW) -> Any:
    content = f"{header}\n{row}\n".encode()
    return client.post(f"{ROOT}/uploads", files={"file": SimpleUploadedFile("next.csv", content)}).json()


def actions() -> list[str]:
    told = AuditEntry.objects.filter(object_type="mapping_template").order_by("pk")
    return list(told.values_list("action", flat=True))


def test_a_successful_import_is_kept_once_with_what_it_was_made_of(run_csv: RunFile) -> None:
    run = run_csv(HEADER, ROW)
    run_csv(HEADER, ROW)
    kept = MappingTemplate.objects.get()
    assert (kept.name, kept.kind, kept.mapping) == ("file-0", "order_lines", run.mapping)
    assert (kept.columns, kept.source, kept.used_by) == (HEADER.split(","), "file-1.csv", "alice")
    assert actions() == ["mapping_template.made"]


def test_nothing_is_kept_of_trials_failures_and_files_without_a_good_row(run_csv: RunFile) -> None:
    run_csv(HEADER, ROW, dry_run=True)
    run_csv(HEADER, "o1,never,p1,1,2.50,7")
    failed = run_csv(HEADER, ROW, mapping={**LINES, "columns": {**LINES["columns"], "sales": {"value": "nonsense"}}})
    assert failed.state == Import.FAILED
    assert not MappingTemplate.objects.exists()


def test_another_mapping_of_the_same_columns_takes_the_place_of_the_first(run_csv: RunFile) -> None:
    run_csv(HEADER, ROW)
    MappingTemplate.objects.update(name="till")
    other = {**LINES, "columns": {**LINES["columns"], "channel": {"value": "store"}}}
    shuffled = "household,order,at,product,quantity,sales"
    run_csv(shuffled, "7,o2,2017-03-01 10:00:00,p1,1,2.50", mapping=other)
    kept = MappingTemplate.objects.get()
    assert (kept.name, kept.mapping["columns"]["channel"]) == ("till", {"value": "store"})
    changed = AuditEntry.objects.get(action="mapping_template.changed")
    assert changed.change["fields"] == ["channel"]


def test_the_same_mapping_of_a_slightly_other_file_counts_as_used(run_csv: RunFile) -> None:
    run_csv(HEADER, ROW)
    run_csv(f"{HEADER},note", f"{ROW},x")
    assert MappingTemplate.objects.get().source == "file-1.csv"


def test_files_of_the_same_name_get_names_that_differ(run_csv: RunFile) -> None:
    first, second = run_csv(HEADER, ROW), run_csv(HEADER, ROW)
    MappingTemplate.objects.all().delete()
    second.upload.filename = first.upload.filename
    second.upload.columns = [*first.upload.columns, {"name": "more", "type": "text"}]
    second.mapping = {**second.mapping, "zone": "Asia/Shanghai"}
    keep_template(first)
    keep_template(second)
    assert sorted(MappingTemplate.objects.values_list("name", flat=True)) == ["file-0", "file-0 2"]


def test_a_file_of_the_same_columns_is_proposed_its_template_first(
    run_csv: RunFile, api: MakeClient, bob: User
) -> None:
    run_csv(HEADER, ROW)
    client = api(bob)
    (fit,) = hand_over(client, HEADER)["templates"]
    assert (fit["name"], fit["kind"], fit["score"]) == ("file-0", "order_lines", 1.0)
    assert fit["mapping"]["columns"]["sales"] == {"from": "sales"}
    more = hand_over(client, f"{HEADER},a,b", f"{ROW},1,2")
    assert [fit["score"] for fit in more["templates"]] == [0.75]
    assert more["proposals"]
    assert hand_over(client, "order,at,product,quantity,sales", ROW[:-2])["templates"] == []
    assert hand_over(client, HEADER + ",a,b,c,d,e,f,g", ROW + ",1" * 7)["templates"] == []


def test_the_best_fit_comes_first_and_one_that_can_not_be_used_does_not(
    run_csv: RunFile, workspace: Workspace, elsewhere: Workspace
) -> None:
    run_csv(HEADER, ROW)
    other = {**LINES, "zone": "Asia/Shanghai"}
    run_csv(f"{HEADER},note", f"{ROW},x", mapping=other)
    names = [fit.name for fit in fitting_templates(workspace, [*HEADER.split(","), "note"])]
    assert names == ["file-1", "file-0"]
    assert fitting_templates(elsewhere, HEADER.split(",")) == []
    mapping = MappingTemplate.objects.get(name="file-0").mapping
    MappingTemplate.objects.filter(name="file-0").update(mapping={**mapping, "currency": "CNY"})
    assert [fit.name for fit in fitting_templates(workspace, HEADER.split(","))] == ["file-1"]


def test_it_is_listed_shown_downloaded_renamed_and_deleted(
    run_csv: RunFile, api: MakeClient, bob: User, dora: User
) -> None:
    run = run_csv(HEADER, ROW)
    run_csv("product_id,name", "p1,Milk", mapping={"imports": "products", "columns": {
        "product_key": {"from": "product_id"}, "name": {"from": "name"}}})  # fmt: skip
    client = api(bob)
    listed = client.get(f"{ROOT}/mapping-templates", kind="order_lines", search="file").json()
    assert (listed["total"], listed["items"][0]["used_by"]) == (1, "alice")
    assert [one["name"] for one in client.get(f"{ROOT}/mapping-templates", sort="name").json()["items"]] == [
        "file-0", "file-1",
    ]  # fmt: skip
    path = f"{ROOT}/mapping-templates/{listed['items'][0]['id']}"
    assert documents.load(client.get(path).json()["yaml"]) == run.mapping
    file = client.get(f"{path}/document.yaml")
    assert documents.load(file.content) == run.mapping
    assert "file-0.yaml" in file["Content-Disposition"]
    assert client.patch(path, {"name": "file-1"}).status_code == 409
    assert client.patch(path, {"name": "  "}).status_code == 422
    assert client.patch(path, {"name": " 收银 "}).json()["name"] == "收银"
    assert api(dora).patch(path, {"name": "x"}).status_code == 403
    assert api(dora).delete(path).status_code == 403
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert actions()[-2:] == ["mapping_template.renamed", "mapping_template.deleted"]


def test_one_of_another_workspace_is_not_found(run_csv: RunFile, api: MakeClient, charlie: User) -> None:
    run_csv(HEADER, ROW)
    number = MappingTemplate.objects.get().pk
    path = f"/workspaces/elsewhere/mapping-templates/{number}"
    client = api(charlie)
    assert [client.get(path).status_code, client.get(f"{path}/document.yaml").status_code] == [404, 404]
    assert [client.delete(path).status_code, client.patch(path, {"name": "x"}).status_code] == [404, 404]
    assert client.get("/workspaces/elsewhere/mapping-templates").json()["total"] == 0
