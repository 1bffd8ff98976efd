"""A mapping that does not fit is refused with the path of what is wrong and the nearest name."""

from __future__ import annotations

from typing import Any

import pytest

from siyu.accounts.models import Workspace
from siyu.connect.imports.mapping import check_mapping, parse_mapping
from siyu.lib.errors import Refusal
from tests.files import HEADER, LINES, RunFile

pytestmark = pytest.mark.django_db
NAMES = HEADER.split(",")


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"imports": "order_line"}, "import.unknown_kind", "imports"),
        ({"zone": "Mars/Olympus"}, "mapping.unknown_zone", "zone"),
        *(
            ({"time_format": given}, "mapping.time_format", "time_format")
            for given in ("%Q", "%", "%d/%", "%s", "%5d", "%-", "%é")
        ),
        ({"currency": "EUR"}, "mapping.foreign_currency", "currency"),
        ({"version": 2}, "mapping.invalid", "version"),
        ({"surprise": 1}, "mapping.invalid", "surprise"),
        ({"identifiers": [{"kind": "fone", "from": "household"}]}, "mapping.unknown_identifier", "identifiers[0].kind"),
        ({"identifiers": [{"kind": "phone", "from": "nope"}]}, "mapping.unknown_column", "identifiers[0].from"),
        ({"columns": {**LINES["columns"], "colour": {"from": "order"}}}, "mapping.unknown_field", "columns.colour"),
        ({"columns": {**LINES["columns"], "sales": {"from": "sale"}}}, "mapping.unknown_column", "columns.sales.from"),
        ({"columns": {"order_key": {"from": "order"}}}, "mapping.missing_field", "columns.occurred_at"),
        (
            {"imports": "products", "columns": {"product_key": {"from": "product"}}},
            "mapping.needless_identifier",
            "identifiers",
        ),
        (
            {
                "imports": "members",
                "columns": {"attribute.City": {"from": "order"}, "attribute.city": {"from": "product"}},
            },
            "mapping.same_field",
            "columns.attribute.city",
        ),
        ({"imports": "members", "columns": {}, "identifiers": []}, "mapping.missing_identifier", "identifiers"),
    ],
)
def test_it_is_refused(workspace: Workspace, change: dict[str, Any], code: str, where: str) -> None:
    with pytest.raises(Refusal) as refusal:
        check_mapping(parse_mapping({**LINES, **change}), NAMES, workspace)
    assert (refusal.value.code, refusal.value.where) == (code, where)
    assert refusal.value.text.zh


def test_a_constant_that_is_no_value_of_the_field_fails_the_import(run_csv: RunFile) -> None:
    mapping = {**LINES, "columns": {**LINES["columns"], "quantity": {"value": "many"}}}
    run = run_csv(HEADER, "o1,2017-03-01 10:00,p1,1,2.50,7", mapping=mapping)
    assert run.state == "failed"
    assert run.error is not None
    assert (run.error["code"], run.error["where"]) == ("mapping.not_a_number", "columns.quantity.value")


@pytest.mark.parametrize(
    ("time_format", "text"),
    [("%d/%m/%Y %H:%M", "01/03/2017 10:00"), ("unix", "1488362400"), ("unix_ms", "1488362400000"), ("auto", "2017/3/1 10:00"),
     ("auto", "2017-03-01T18:00:00.000+08:00")],
)  # fmt: skip
def test_times_are_read_as_the_mapping_says(run_csv: RunFile, facts: Any, time_format: str, text: str) -> None:
    run_csv(HEADER, f"o1,{text},p1,1,2.50,7", mapping={**LINES, "time_format": time_format})
    assert facts("orders", "occurred_at")[0]["occurred_at"].isoformat() == "2017-03-01T10:00:00+00:00"
