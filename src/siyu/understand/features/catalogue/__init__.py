"""The features Siyu ships with, one file a source."""

from siyu.understand.features.catalogue import days, derived, events, orders, preferences, refunds, touches
from siyu.understand.features.registry import add_features, add_source

for _file in (orders, days, preferences, refunds, events, touches, derived):
    for _source in _file.SOURCES:
        add_source(_source)
    add_features(_file.FEATURES)
