"""The kinds of leaves Siyu ships with, one a file."""

from siyu.understand.rules.kinds import add_leaf
from siyu.understand.rules.leaves import attribute, did, feature, measure, reachable, segment

for _kind in (feature.KIND, attribute.KIND, did.KIND, *measure.KINDS, segment.KIND, reachable.KIND):
    add_leaf(_kind)
