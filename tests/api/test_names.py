"""The API's description names every shape by its class alone: two of one name would overwrite each other in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ninja import Schema
from pydantic import BaseModel

from siyu.api.root import describe
from siyu.lib.bodies import Body


def test_no_two_different_shapes_share_a_name() -> None:
    described = describe()["components"]["schemas"]
    shapes: defaultdict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for one in {*_below(Schema), *_below(Body)}:
        if one.__module__.startswith("siyu.") and one.__name__ in described:
            shapes[one.__name__].append((one.__module__, _shape(one)))
    clashes = {name: [place for place, _ in found] for name, found in shapes.items() if _differ(found)}
    assert clashes == {}
    assert len(shapes) > 100


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in model.__subclasses__():
        yield one
        yield from _below(one)


def _shape(model: type[BaseModel]) -> dict[str, Any]:
    return {name: value for name, value in model.model_json_schema().items() if name != "description"}


def _differ(found: list[tuple[str, dict[str, Any]]]) -> bool:
    return any(shape != found[0][1] for _, shape in found)
