"""The kinds of leaves Siyu ships with, one a file."""

from siyu.understand.rules.kinds import add_leaf
from siyu.understand.rules.leaves import (
    attribute,
    consent,
    did,
    feature,
    measure,
    reachable,
    score,
    segment,
    sequence,
    stage,
    tag,
    top,
)

for _kind in (
    feature.KIND,
    *top.KINDS,
    attribute.KIND,
    *sequence.KINDS,
    did.KIND,
    *measure.KINDS,
    segment.KIND,
    tag.KIND,
    stage.KIND,
    score.KIND,
    reachable.KIND,
    consent.KIND,
):
    add_leaf(_kind)
