"""Guessing of passwords gets slower and slower."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest

from siyu.accounts import throttle
from siyu.accounts.models import FailedSignIn, User
from tests.conftest import PASSWORD, MakeClient

pytestmark = pytest.mark.django_db


def test_after_five_failures_even_the_right_password_has_to_wait(api: MakeClient, alice: User) -> None:
    for _ in range(5):
        assert _sign_in(api, alice, "wrong").status_code == 401
    answer = _sign_in(api, alice, PASSWORD)
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 15
    assert answer.json()["error"]["code"] == "sign_in.too_many_tries"


@pytest.mark.parametrize(("failures", "seconds"), [(5, 15), (6, 30), (7, 60), (40, 1800)])
def test_the_wait_grows_with_every_failure_up_to_half_an_hour(alice: User, failures: int, seconds: int) -> None:
    subject = throttle._subject("email", alice.email)
    FailedSignIn.objects.bulk_create(FailedSignIn(kind="email", subject=subject) for _ in range(failures))
    with pytest.raises(throttle.TooManyTries) as refused:
        throttle.note_try(alice.email, "198.51.100.1")
    assert refused.value.seconds == pytest.approx(seconds, abs=1)


def test_a_try_that_had_to_wait_does_not_lengthen_the_wait(api: MakeClient, alice: User) -> None:
    for _ in range(5):
        _sign_in(api, alice, "wrong")
    before = FailedSignIn.objects.count()
    _sign_in(api, alice, "wrong")
    assert FailedSignIn.objects.count() == before


def test_when_the_wait_is_over_the_right_password_signs_in_and_clears_the_count(api: MakeClient, alice: User) -> None:
    for _ in range(5):
        _sign_in(api, alice, "wrong")
    FailedSignIn.objects.update(at=datetime.now(UTC) - timedelta(seconds=16))
    assert _sign_in(api, alice, PASSWORD).status_code == 200
    assert not FailedSignIn.objects.filter(kind="email").exists()


def test_an_address_that_tries_many_e_mails_is_slowed_too(api: MakeClient, alice: User) -> None:
    for number in range(20):
        api().post("/session", {"email": f"{number}@shop.example", "password": "guess"})
    assert _sign_in(api, alice, PASSWORD).status_code == 429


def test_tries_are_kept_without_e_mail_and_address(api: MakeClient, alice: User) -> None:
    _sign_in(api, alice, "wrong")
    kept = " ".join(FailedSignIn.objects.values_list("subject", flat=True))
    assert "alice" not in kept
    assert "127.0.0.1" not in kept


def test_old_failures_are_forgotten(alice: User) -> None:
    throttle.note_try(alice.email, "198.51.100.1")
    with patch.object(throttle, "WINDOW", timedelta(0)):
        throttle.forget_old_failures()
    assert not FailedSignIn.objects.exists()


def _sign_in(api: MakeClient, user: User, password: str):
    return api().post("/session", {"email": user.email, "password": password})
