from __future__ import annotations
import pytest
from typing import Any
from siyu.accounts.models import User, Workspace
from tests.files import facts, run_csv, run_table, HEADER, LINES, counts
from tests.small_shop import open_shop
pytestmark = pytest.mark.django_db
W="/workspaces/shop"

def test_parquet_types(run_table):
    import pyarrow as pa
    cols = {"order": ["a","b"], "at": ["2017-03-01","2017-03-01"], "product": pa.array([[1],[2]]), "quantity": pa.array([{"a":1},{"a":2}]), "sales": pa.array([b"1", b"\xff"]), "household": ["1","2"]}
    run = run_table(cols); print(run.state, run.error, run.quarantined)
    assert run.state == "done" or run.error["code"] != "import.internal"

def test_two_attributes_by_case(run_csv):
    m = {"imports": "members", "columns": {"attribute.City": {"from": "a"}, "attribute.city": {"from": "b"}}, "identifiers": [{"kind": "card", "from": "c"}]}
    run = run_csv("a,b,c", "x,y,z", mapping=m); print(run.state, run.error)

def test_unknown_identifier_same_col(run_csv):
    m = {**LINES, "identifiers": [{"kind": "household", "from": "household"}, {"kind": "household", "from": "product"}]}
    run = run_csv(HEADER, "o1,2017-03-01 10:00,p1,1,2.50,7", mapping=m); print(run.state, run.error)

@pytest.mark.parametrize("rule", [
    {"attribute": "city", "is": {"gte": "x"}}, {"attribute": "joined_on", "is": {"missing": True}},
    {"did": "ordered", "where": {"product.brand": {"contains": "%'\\"}}},
    {"did": "ordered", "where": {"day": {"ne": "2017-01-01"}}, "times": {"in": [0, 1]}},
    {"distinct": "ordered.product.brand", "is": {"gte": 1}}, {"largest": "ordered.net", "is": {"missing": True}},
    {"did": "viewed", "where": {"value": {"gt": 1}}}, {"did": "refunded", "where": {"product.brand": {"missing": True}}},
    {"total": "viewed.value", "is": 0}, {"did": "ordered", "since": "joined", "times": 0}, {"did": "ordered", "where": {"order.net": {"gt": 1}, "product.id": "milk"}},
    {"all": []}, {"any": []}, {"not": {"any": []}}, [], None, "x", {"all": {}}, {"not": None}, {"did": 5}, {"did": "ordered", "times": {"gte": 1.5}},
    {"did": "ordered", "within": "0d"}, {"did": "ordered", "within": "999999999d"}, {"did": "ordered", "between": ["0001-01-01", "9999-12-31"]},
    {"feature": "favourite_category", "is": {"contains": ""}}, {"feature": "last_order_on", "is": {"between": ["0001-01-01", "9999-12-31"]}},
    {"did": "ordered", "where": {"quantity": {"in": [1, 1.5]}}}, {"did": "ordered", "where": {"hour": {"eq": 1e14}}}, {"did": "ordered", "where": {"order.lines": {"in": [10**14]}}},
    {"feature": "orders_total", "is": {"eq": 10**14}}, {"did": "ordered", "where": {"channel": "\u0000"}},
])
def test_rules(api, alice, workspace, rule):
    open_shop(workspace)
    r = api(alice).post(W + "/previews", {"rule": rule}); print(r.status_code, r.content[:300]); assert r.status_code < 500
