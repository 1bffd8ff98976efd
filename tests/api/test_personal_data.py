"""Whatever can tell of a member answers to a store of personal data, so that exports and erasures forget nothing.

A new model or lake table that fails here needs a `PersonalData` entry (see `siyu/accounts/personal.py`: `count`, `erase`,
`export`, registered from the `apps.py` of its domain), or, when it can't tell of a member, a line below that says why.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from siyu.accounts.personal import personal_data
from siyu.engine.schema import TABLES

TELLS_OF_NOBODY: dict[str, str] = {
    "understand_features.FeatureRun": "when features were kept, and of how many",
    "sessions.Session": "signed-in staff",
    "connect_contacts.CustomerGroup": "what the owner calls a group, and how many are in it",
    "connect_contacts.ContactSync": "how far a reading has come, and counts",
    "connect_contacts.StaffMember": "staff of the brand",
    "platforms_channels.Channel": "accounts of the brand on platforms",
    "platforms_channels.ChannelCheck": "how the setup of such an account stands",
    "platforms_channels.AccessToken": "what opens those accounts",
    "accounts.Workspace": "the next number to be given, and the brand's own settings",
    "unify_duplicates.DuplicateSearch": "counts of a search, and the names of what was compared",
    "unify_consents.ConsentText": "what the brand asks people to agree to",
    "measure_digitisation.OnlineDay": "counts by day",
    "connect_surveys.Survey": "what the brand asks: its answers are events in the lake",
    "connect_surveys.SurveyVersion": "what the brand asked before",
    "connect_codes.Salt": "what addresses are hashed with on one day",
    "understand_segments.SizePoint": "counts by day",
    "understand_live.LiveState": "how far evaluation has come, and fingerprints of definitions",
    "understand_stages.StageDay": "counts by day",
    "understand_recommendations.Learnt": "which products are alike by five buyers or more, and rates of all members",
    "connect_contact_codes.ContactCode": "who of the staff stands behind a code, and what it is for",
    "connect_contact_codes.ContactCodeVersion": "what a code was before",
    "lake.products": "what is sold",
    "lake.offers": "which coupon is for which product",
}
"""Models with a column that could, and tables, that hold nothing about members."""

COULD = (models.JSONField, models.BinaryField, models.TextField)
NAMES = ("member", "source_id", "person")


def _could_tell(model: type[models.Model]) -> bool:
    """Say whether a column of the model refers to a member, or holds what has no fixed shape."""
    fields = model._meta.get_fields()
    named = any(word in field.name for field in fields for word in NAMES)
    return named or any(isinstance(field, COULD) for field in fields)


def _held() -> set[str]:
    return {place for store in personal_data() for place in store.holds}


MODELS = sorted(model._meta.label for model in apps.get_models() if _could_tell(model))


@pytest.mark.parametrize("place", [*MODELS, *(f"lake.{table}" for table in sorted(TABLES))])
def test_what_can_tell_of_a_member_answers_to_a_store(place: str) -> None:
    assert place in _held() or place in TELLS_OF_NOBODY, f"{place} has no PersonalData entry: see the top of this file"


def test_nothing_is_excused_that_is_gone_or_has_a_store() -> None:
    known = {model._meta.label for model in apps.get_models()} | {f"lake.{table}" for table in TABLES}
    assert set(TELLS_OF_NOBODY) <= known
    assert not set(TELLS_OF_NOBODY) & _held()


def test_stores_name_places_there_are() -> None:
    known = {model._meta.label for model in apps.get_models()} | {f"lake.{table}" for table in TABLES}
    assert {place for place in _held() if not place.startswith("files.")} <= known


def test_every_label_stands_in_both_languages() -> None:
    for store in personal_data():
        for text in (store.label, store.keeps):
            assert text is None or (text.zh and text.en)
