"""A login link signs in once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from siyu.accounts.links import make_link, use_link
from siyu.accounts.models import AuditEntry, LoginLink, User


@pytest.mark.django_db
def test_it_signs_in_and_goes_to_the_console(alice: User) -> None:
    client = Client()
    answer = client.get(make_link(alice))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/api/v1/session").json()["user"]["email"] == alice.email
    assert AuditEntry.objects.get(action="session.started").change == {"by": "link"}


@pytest.mark.django_db
def test_it_refuses_a_second_use(alice: User) -> None:
    link = make_link(alice)
    Client().get(link)
    answer = Client().get(link)
    assert answer.status_code == 410
    assert "siyu users link" in answer.content.decode()


@pytest.mark.django_db
def test_a_look_ahead_does_not_use_it_up(alice: User) -> None:
    link = make_link(alice)
    assert Client().head(link).status_code == 405
    assert Client().get(link).status_code == 302


@pytest.mark.django_db
def test_it_refuses_a_link_older_than_a_quarter_of_an_hour(alice: User) -> None:
    link = make_link(alice)
    LoginLink.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert Client().get(link).status_code == 410


@pytest.mark.django_db
def test_it_refuses_the_link_of_a_deactivated_user(alice: User) -> None:
    link = make_link(alice)
    User.objects.update(deactivated_at=datetime.now(UTC))
    assert Client().get(link).status_code == 410


@pytest.mark.django_db
def test_the_database_does_not_hold_the_token(alice: User) -> None:
    token = make_link(alice).rpartition("/")[2]
    assert token not in LoginLink.objects.get().digest


@pytest.mark.django_db(transaction=True)
def test_of_many_uses_at_the_same_instant_one_wins(alice: User) -> None:
    token = make_link(alice).rpartition("/")[2]
    start, winners = threading.Barrier(4), []

    def use() -> None:
        start.wait()
        winners.append(use_link(token))
        connection.close()

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [winner for winner in winners if winner] == [alice]
