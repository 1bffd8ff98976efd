"""The features Siyu ships with, one file a source or a kind of question."""

from siyu.understand.features.catalogue import (
    benefits,
    compared,
    connections,
    days,
    derived,
    events,
    orders,
    preferences,
    refunds,
    touches,
    windows,
)
from siyu.understand.features.registry import add_features, add_source

for _file in (orders, windows, days, preferences, refunds, events, touches, benefits, connections, derived, compared):
    for _source in _file.SOURCES:
        add_source(_source)
    add_features(_file.FEATURES)
