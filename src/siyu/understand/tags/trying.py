"""Trying out a tag that is not saved: who would have which value."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from siyu.accounts.models import Workspace
from siyu.lib.text import Text
from siyu.understand.opening import open_inputs
from siyu.understand.tags.changing import checked_tag
from siyu.understand.tags.evaluating import deliver, evaluate_values
from siyu.understand.tags.listing import labels_of
from siyu.understand.tags.meaning import ruled, source_of
from siyu.understand.tags.scoring import scored
from siyu.understand.tags.words import RULED
from siyu.understand.value.scores import Models


def try_tag(workspace: Workspace, raw: object) -> dict[str, Any]:
    """Return the members of each value now, all values together, the base and the milliseconds it took.

    Raises `Refusal` as saving it would, but for a taken name.
    """
    started = perf_counter()
    meant = checked_tag(workspace, raw)
    source = source_of(workspace, meant.document)
    with open_inputs(workspace) as inputs:
        base = len(inputs.base)
        doubts: tuple[Text, ...] = ()
        if meant.document.type in RULED:
            (values,) = evaluate_values([ruled(meant, source)], inputs)
        elif meant.document.type == "model":
            told = scored(meant.document, Models(inputs))
            values, doubts = dict(told.values), told.doubts
        else:
            values = deliver(meant, source, inputs) if meant.document.type == "raw" else {}
    label = labels_of(meant.document)
    counted = {value: len(values.get(value, ())) for value in dict.fromkeys([*meant.values, *values])}
    return {
        "values": [
            {"value": value, "label": label(value), "members": size, "share": size / base if base else 0.0}
            for value, size in counted.items()
        ],
        "members": sum(counted.values()),
        "base": base,
        "doubts": [doubt.as_dict() for doubt in doubts],
        "took_ms": round((perf_counter() - started) * 1000),
    }
