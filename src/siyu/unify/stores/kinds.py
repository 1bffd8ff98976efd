"""The imports of stores and of guides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.connect.imports.fields import Field
from siyu.connect.imports.kinds import ImportKind, Stored
from siyu.lib.text import Text
from siyu.unify.stores.models import Staff, Store

if TYPE_CHECKING:
    import pyarrow as pa

STORE_FIELDS = ("name", "city", "region", "opened_on", "closed_on")
STAFF_FIELDS = ("name", "store_key", "role", "left_on")


def keep_stores(workspace: Workspace, rows: pa.Table, identifiers: Sequence[str]) -> Stored:
    """Write a few hundred stores; an empty value never wipes out what is known. Call inside a transaction."""
    return _keep(Store, STORE_FIELDS, workspace, [{"key": row.pop("store_key"), **row} for row in rows.to_pylist()])


def keep_staff(workspace: Workspace, rows: pa.Table, identifiers: Sequence[str]) -> Stored:
    """Write a few hundred guides; an empty value never wipes out what is known. Call inside a transaction."""
    return _keep(Staff, STAFF_FIELDS, workspace, [{"key": row.pop("staff_key"), **row} for row in rows.to_pylist()])


def _keep(
    model: type[Store] | type[Staff], fields: Sequence[str], workspace: Workspace, given: list[dict[str, Any]]
) -> Stored:
    known: dict[str, Any] = {
        found.key: found
        for found in model._default_manager.filter(workspace=workspace, key__in={row["key"] for row in given})
    }
    fresh: dict[str, Any] = {}
    touched: dict[str, Any] = {}
    loaded = 0
    for row in given:
        told = {name: row[name] for name in fields if row[name] is not None}
        found = known.get(row["key"])
        if found is None:
            known[row["key"]] = fresh[row["key"]] = model(workspace=workspace, key=row["key"], **told)
            loaded += 1
        elif any(getattr(found, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(found, name, value)
            if row["key"] not in fresh:
                touched[row["key"]] = found
            loaded += 1
    model._default_manager.bulk_create(fresh.values(), batch_size=100)
    model._default_manager.bulk_update(touched.values(), fields, batch_size=100)
    return Stored(loaded, len(given) - loaded, {})


def _text(name: str, zh: str, en: str, *aliases: str, example: str = "", required: bool = False) -> Field:
    return Field(name, "text", Text(zh, en), Text(zh, en), aliases=(name, *aliases), example=example, required=required)


STORE_KEY = ("store_key", "store_id", "store_no", "shop_id", "store_code", "门店编号", "门店号", "门店编码", "店铺编号")

STORES = ImportKind(
    name="stores",
    label=Text("门店", "Stores"),
    about=Text("一行一家门店，编号与订单里的门店编号相同。", "One row a store, under the number that orders name."),
    key=lambda rows: rows.store_key,
    store=keep_stores,
    fields=(
        _text("store_key", "门店编号", "Store id", *STORE_KEY[1:], example="330", required=True),
        _text("name", "门店名称", "Name", "store_name", "shop_name", "门店名称", "门店", "店名", "名称", example="江汉路店"),
        _text("city", "城市", "City", "城市", "所在城市", example="武汉"),
        _text("region", "大区", "Region", "area", "province", "大区", "区域", "省份", example="华中"),
        Field("opened_on", "date", Text("开业日期", "Opened on"), Text("开业的日期", "The day of opening"),
              aliases=("opened_on", "open_date", "opening_date", "开业日期", "开店日期"), example="2021-05-01"),
        Field("closed_on", "date", Text("闭店日期", "Closed on"), Text("闭店的日期", "The day of closing"),
              aliases=("closed_on", "close_date", "闭店日期", "关店日期"), example="2024-05-01"),
    ),
)  # fmt: skip

STAFF = ImportKind(
    name="staff",
    label=Text("导购", "Guides"),
    about=Text("一行一位导购，编号与订单里的导购编号相同。", "One row a guide, under the number that orders name."),
    key=lambda rows: rows.staff_key,
    store=keep_staff,
    fields=(
        _text("staff_key", "导购编号", "Guide id", "staff_id", "staff_no", "guide_id", "employee_id", "clerk_id", "导购编号",
              "店员编号", "员工编号", "工号", example="G-17", required=True),
        _text("name", "姓名", "Name", "staff_name", "guide_name", "employee_name", "姓名", "导购姓名", "导购", "店员", example="小李"),
        _text("store_key", "门店编号", "Store id", *STORE_KEY[1:], "store", "门店", "所属门店", example="330"),
        _text("role", "岗位", "Role", "position", "title", "岗位", "职位", "角色", example="导购"),
        Field("left_on", "date", Text("离职日期", "Left on"), Text("离职的日期", "The day of leaving"),
              aliases=("left_on", "leave_date", "离职日期"), example="2024-05-01"),
    ),
)  # fmt: skip
