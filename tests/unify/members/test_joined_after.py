"""Who joined after a day is told without reading everybody, and is the same as by everybody's earliest day."""

from __future__ import annotations

from datetime import date

import pytest

from siyu.accounts.models import Workspace
from siyu.unify.members.attributes import joined_after, read_joined
from siyu.unify.members.merge import merge_members
from siyu.unify.members.models import Member

pytestmark = pytest.mark.django_db


def test_it_is_who_has_no_id_that_joined_by_then(shop: Workspace) -> None:
    merge_members(shop, 19, 18, because="same phone", by="alice")
    merge_members(shop, 2, 17, because="same phone", by="alice")
    Member.objects.filter(workspace=shop, member_id=5).update(joined_on=None)
    for day in (date(2017, 10, 31), date(2017, 11, 1), date(2017, 11, 10), date(2017, 11, 18), date(2017, 11, 30)):
        rows = read_joined(shop).to_pylist()
        assert set(joined_after(shop, day)) == {row["member_id"] for row in rows if row["joined_on"] > day}
