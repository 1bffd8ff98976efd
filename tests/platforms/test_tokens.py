"""A token is kept until shortly before its end, exchanged once when it dies early, and asked for by one at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from siyu.platforms.channels.models import AccessToken, Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.official import followers
from siyu.platforms.tokens import take_token
from siyu.platforms.wecom import contacts
from siyu.platforms.wecom.kind import CONTACT
from tests.sandboxes import ServedSandbox

GET, STABLE = "/cgi-bin/gettoken", "/cgi-bin/stable_token"
STAFF = "/cgi-bin/externalcontact/get_follow_user_list"


def test_a_token_is_kept_and_sealed(wecom: Channel, sandbox: ServedSandbox) -> None:
    for _ in range(3):
        contacts.list_staff(wecom)
    assert sandbox.calls(GET) == [0]
    row = AccessToken.objects.get()
    assert row.expires_at is not None and row.renew_at == row.expires_at - timedelta(seconds=300)


def test_a_token_that_ended_on_the_platform_is_exchanged_once(wecom: Channel, sandbox: ServedSandbox) -> None:
    contacts.list_staff(wecom)
    sandbox.act("clock", advance=7300)
    assert len(contacts.list_staff(wecom)) == 3
    assert (sandbox.calls(GET), sandbox.calls(STAFF)) == ([0, 0], [0, 42001, 0])


def test_a_token_that_died_early_is_exchanged_once(wecom: Channel, account: Channel, sandbox: ServedSandbox) -> None:
    contacts.list_staff(wecom)
    assert list(followers.list_followers(account)) == [([], "")]
    for holder in ("contact", "wxsandbox"):
        sandbox.act("token-deaths", holder=holder)
    assert len(contacts.list_staff(wecom)) == 3
    assert list(followers.list_followers(account)) == [([], "")]
    assert sandbox.calls(STAFF) == [0, 40014, 0]
    assert sandbox.calls(STABLE) == [0, 0]


def test_it_never_loops_when_every_token_is_refused(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("faults", path=STAFF, code=40014)
    with pytest.raises(PlatformError) as caught:
        contacts.list_staff(wecom)
    assert caught.value.errcode == 40014
    assert sandbox.calls(STAFF) == [40014, 40014]


def test_a_wrong_secret_is_told_by_its_code_and_asked_once(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("faults", path=GET, code=40001)
    with pytest.raises(PlatformError) as caught:
        contacts.list_staff(wecom)
    assert caught.value.errcode == 40001 and caught.value.mend is not None
    assert sandbox.calls(GET) == [40001]
    sandbox.act("fault-clearings")
    assert len(contacts.list_staff(wecom)) == 3, "the lease was given back"


def test_a_token_is_exchanged_before_its_end(wecom: Channel, sandbox: ServedSandbox) -> None:
    first = take_token(wecom, CONTACT)
    AccessToken.objects.update(renew_at=datetime.now(UTC))
    sandbox.act("token-deaths", holder="contact")
    assert take_token(wecom, CONTACT).value != first.value


def test_while_one_asks_the_others_use_what_is_good_still(wecom: Channel, sandbox: ServedSandbox) -> None:
    first = take_token(wecom, CONTACT)
    now = datetime.now(UTC)
    AccessToken.objects.update(renew_at=now, leased_until=now + timedelta(seconds=30))
    assert take_token(wecom, CONTACT) == first
    assert sandbox.calls(GET) == [0]


def test_a_failed_token_is_kept_when_another_has_come_since(wecom: Channel, sandbox: ServedSandbox) -> None:
    old = take_token(wecom, CONTACT)
    new = take_token(wecom, CONTACT, failed=old)
    assert take_token(wecom, CONTACT, failed=old) == new
    assert sandbox.calls(GET) == [0, 0]


def test_a_lease_of_somebody_who_died_ends(wecom: Channel) -> None:
    AccessToken.objects.create(
        channel=wecom, holder="contact_secret", leased_until=datetime.now(UTC) - timedelta(seconds=1)
    )
    assert take_token(wecom, CONTACT).version == 1


@pytest.mark.django_db(transaction=True)
def test_racing_for_a_token_asks_for_one(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("faults", path=GET, delay=0.3)

    def take(_: int) -> str:
        try:
            return take_token(wecom, CONTACT).value
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = set(pool.map(take, range(8)))
    assert len(taken) == 1
    assert sandbox.calls(GET) == [0]
