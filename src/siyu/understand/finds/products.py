"""Products, brands and categories by what somebody types: those that fit, and the one a word names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import open_snapshot
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

if TYPE_CHECKING:
    import ibis

    from siyu.engine.snapshot import Snapshot

ID, NAME, BRAND, CATEGORY = "product.id", "product.name", "product.brand", "product.category"
SHOWN = {ID: 20, BRAND: 5, CATEGORY: 5}
SOLD_DAYS = 365
NEAR = 3
_WORDS: dict[str, Text] = {
    "product": Text("商品", "product"),
    "brand": Text("品牌", "brand"),
    "category": Text("品类", "category"),
}
_LOOKED_UP = {
    "product": ((ID, "key"), (NAME, "name")),
    "brand": ((BRAND, "brand"),),
    "category": ((CATEGORY, "category"), (CATEGORY, "category_zh")),
}
"""By kind of word the properties it may be the value of, with the column of the products that holds them."""


def search_products(workspace: Workspace, words: str) -> list[dict[str, Any]]:
    """Return categories, brands and products that hold every word, with the lines sold in the last year.

    What was sold most stands first within its kind. Without words, what is sold most of all.
    """
    import ibis

    with open_snapshot(workspace) as snapshot:
        products = snapshot.facts("products")
        texts = ("key", "name", "brand", "category", "category_zh", "type")
        text = ibis.literal("")
        for column in texts:
            text = text + " " + products[column].coalesce("").lower()
        for word in words.lower().split():
            products = products.filter(text.contains(word))
        since = workspace.today() - timedelta(days=SOLD_DAYS - 1)
        found = snapshot.keep(_with_lines(snapshot, products, since))
        return [
            *_grouped(snapshot, found, CATEGORY, words),
            *_grouped(snapshot, found, BRAND, words),
            *(_row(ID, each, products=1) for each in _most(snapshot, _named(found), SHOWN[ID])),
        ]


def named(workspace: Workspace, kind: str, words: Sequence[str]) -> dict[str, list[str]]:
    """Return by property the values that words of a kind (`product`, `brand`, `category`) name.

    A product is named by its id or its whole name, a category by its name in either language. Raises `Refusal` with the
    nearest names for a word that names none.
    """
    found: dict[str, list[str]] = {}
    if not words:
        return found
    with open_snapshot(workspace) as snapshot:
        for word in words:
            name, value = _value(snapshot, kind, word)
            found.setdefault(name, []).append(value)
    return {name: list(dict.fromkeys(values)) for name, values in found.items()}


def labels_of(workspace: Workspace, what: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Return each value with its property and how it is called."""
    with open_snapshot(workspace) as snapshot:
        products = snapshot.facts("products")
        rows = products.filter(products.key.isin(what[ID])) if what.get(ID) else products.limit(0)
        names = {row["key"]: row["name"] for row in snapshot.to_arrow(rows.select("key", "name")).to_pylist()}
        asked = what.get(CATEGORY, [])
        zh = products.filter(products.category.isin(asked)).group_by("category").agg(zh=products.category_zh.max())
        titles = {row["category"]: row["zh"] for row in snapshot.to_arrow(zh).to_pylist()} if asked else {}

    def label(name: str, value: str) -> Text:
        if name == CATEGORY:
            return Text(titles.get(value) or value, value)
        known = names.get(value) if name == ID else None
        return Text(known or value, known or value)

    return [
        {"property": name, "value": value, "label": label(name, value).as_dict()}
        for name, values in what.items()
        for value in values
    ]


def _value(snapshot: Snapshot, kind: str, word: str) -> tuple[str, str]:
    products = snapshot.facts("products")
    for name, column in _LOOKED_UP[kind]:
        same = products.filter(products[column].lower() == word.lower())
        held = "category" if name == CATEGORY else column
        values = snapshot.to_arrow(same.select(value=same[held]).distinct().order_by("value").limit(1))["value"]
        if len(values):
            return name, values[0].as_py()
    lines = snapshot.facts("order_lines")
    if kind == "product" and len(snapshot.to_arrow(lines.filter(lines.product_key == word).limit(1).select("key"))):
        return ID, word
    raise Refusal(
        f"finds.unknown_{kind}",
        Text("没有{zh}“{word}”", "there is no {en} “{word}”").format(
            zh=_WORDS[kind].zh, en=_WORDS[kind].en, word=_shown(word)
        ),
        where=kind,
        mend=_mend(snapshot, kind, word),
    )


def _mend(snapshot: Snapshot, kind: str, word: str) -> Text | None:
    """Return the nearest names: those that hold the word first, then by the letters that differ."""
    import ibis

    products, wanted = snapshot.facts("products"), word.lower()
    candidates = [
        products.filter(products[column].notnull()).select(
            shown=(products.key + " " + products.name.coalesce("")).strip() if column == "key" else products[column],
            text=products[column].lower(),
        )
        for _, column in _LOOKED_UP[kind]
    ]
    rows = candidates[0] if len(candidates) == 1 else ibis.union(*candidates)
    rows = rows.mutate(holds=rows.text.contains(wanted), far=rows.text.levenshtein(wanted))
    rows = rows.filter(rows.holds | (rows.far * 2 <= max(len(wanted), 2)))
    best = rows.group_by("shown").agg(holds=rows.holds.max(), far=rows.far.min())
    best = best.order_by([best.holds.desc(), best.far, best.shown]).limit(NEAR)
    near = [_shown(each) for each in snapshot.to_arrow(best)["shown"].to_pylist()]
    if not near:
        return Text("在控制台的“找人”里可以边输边找。", "The console's page “Find members” searches as you type.")
    return Text("您是指 {near}？", "Did you mean {near}?").format(near=", ".join(near))


def _shown(word: str) -> str:
    return word.replace("{", "(").replace("}", ")")


def _with_lines(snapshot: Snapshot, products: ibis.Table, since: Any) -> ibis.Table:
    """Return the products with `lines`, how often each was on an order since a day."""
    lines = snapshot.facts("order_lines", since_on=since)
    counted = lines.group_by("product_key").agg(lines=lines.count())
    joined = products.left_join(counted, products.key == counted.product_key)
    return joined.select(
        "key", "name", "brand", "category", "category_zh", lines=joined.lines.coalesce(0).cast("int64")
    )


def _named(found: ibis.Table) -> ibis.Table:
    return found.select(
        value=found.key,
        zh=found.name.coalesce(found.key),
        en=found.name.coalesce(found.key),
        note=found.category_zh.coalesce(found.category, ""),
        note_en=found.category.coalesce(""),
        lines=found.lines,
    )


def _grouped(snapshot: Snapshot, found: ibis.Table, name: str, words: str) -> list[dict[str, Any]]:
    """Return the groups whose own name holds every word."""
    column, shown = ("category", "category_zh") if name == CATEGORY else ("brand", "brand")
    rows = found.filter(found[column].notnull())
    text = rows[column].lower() + " " + rows[shown].coalesce("").lower()
    for word in words.lower().split():
        rows = rows.filter(text.contains(word))
    by = rows.group_by(value=rows[column]).agg(zh=rows[shown].max(), lines=rows.lines.sum(), products=rows.count())
    by = by.mutate(zh=by.zh.coalesce(by.value), en=by.value)
    return [_row(name, each, products=each["products"]) for each in _most(snapshot, by, SHOWN[name])]


def _most(snapshot: Snapshot, rows: ibis.Table, most: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = snapshot.to_arrow(
        rows.order_by([rows.lines.desc(), rows.value]).limit(most)
    ).to_pylist()
    return found


def _row(name: str, each: dict[str, Any], products: int) -> dict[str, Any]:
    return {
        "property": name,
        "value": each["value"],
        "label": Text(each["zh"], each["en"]).as_dict(),
        "about": Text(each.get("note", ""), each.get("note_en", "")).as_dict(),
        "products": products,
        "lines": int(each["lines"]),
    }
