"""What no longer counts is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from siyu.accounts.jobs import forget_expired
from siyu.accounts.links import make_link
from siyu.accounts.models import FailedSignIn, LoginLink, User
from tests.conftest import MakeClient

pytestmark = pytest.mark.django_db


def test_what_is_still_good_stays(api: MakeClient, alice: User) -> None:
    api(alice)
    make_link(alice)
    api().post("/session", {"email": alice.email, "password": "wrong"})
    forget_expired.call()
    assert (Session.objects.count(), LoginLink.objects.count(), FailedSignIn.objects.count()) == (1, 1, 2)


def test_what_is_over_goes(api: MakeClient, alice: User) -> None:
    api(alice)
    make_link(alice)
    api().post("/session", {"email": alice.email, "password": "wrong"})
    past = datetime.now(UTC) - timedelta(days=2)
    Session.objects.update(expire_date=past)
    LoginLink.objects.update(expires_at=past)
    FailedSignIn.objects.update(at=past)
    forget_expired.call()
    assert not (Session.objects.exists() or LoginLink.objects.exists() or FailedSignIn.objects.exists())
