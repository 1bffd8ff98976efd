"""A check tells what is misconfigured and on which page of the platform it is mended."""

from __future__ import annotations

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import AuditEntry, Workspace
from siyu.lib.errors import Refusal
from siyu.platforms import calling
from siyu.platforms.channels.models import Channel, ChannelCheck
from siyu.platforms.channels.opening import keep_secrets
from siyu.platforms.checking import KEPT, check_channel
from tests.platforms.conftest import SECRETS
from tests.sandboxes import ServedSandbox

CALLBACK = {"callback_token": "Token2026", "callback_aes_key": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"}
BELOW = "/cgi-bin/externalcontact"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "PAUSE", 0.001)


def found(channel: Channel) -> dict[str, tuple[str, str]]:
    """Return state and mend of each finding by its code."""
    check = check_channel(command_line(channel.workspace), channel)
    return {one["code"]: (one["state"], (one["mend"] or {"en": ""})["en"]) for one in check.findings}


def states(channel: Channel) -> dict[str, str]:
    return {code: state for code, (state, _) in found(channel).items()}


def test_a_corp_in_which_all_is_well(wecom: Channel, sandbox: ServedSandbox) -> None:
    from django.utils.timezone import now

    sandbox.act("settings", settings={"unionid_bound": True})
    sandbox.act("crowds", count=1, members=["bob"])
    keep_secrets(wecom, SECRETS | CALLBACK)
    wecom.callback_verified_at = now()
    assert states(wecom) == dict.fromkeys(
        [
            "secret.contact", "secret.app", "secret.directory", "contacts", "staff", "unionid", "corp_tags", "groups",
            "callback_address",
        ],
        "good",
    )  # fmt: skip


def test_what_is_missing_is_told_with_the_page_where_it_is_mended(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("members", userid="bob", has_contact=False)
    wecom.settings = {}
    seen = found(wecom)
    assert seen["staff"][0] == "doubtful" and "Range of use" in seen["staff"][1]
    assert seen["unionid"][0] == "doubtful" and "developer ID" in seen["unionid"][1]
    assert seen["agent_id"][0] == "doubtful" and "agent id" in seen["agent_id"][1]
    assert seen["callback_secrets"][0] == "doubtful"
    keep_secrets(wecom, SECRETS | CALLBACK)
    assert states(wecom)["callback_address"] == "bad"


def test_unionid_is_known_by_a_customer_where_there_is_one(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("crowds", count=1, members=["carol"])
    assert states(wecom)["unionid"] == "doubtful"
    sandbox.act("settings", settings={"unionid_bound": True})
    assert states(wecom)["unionid"] == "good"
    assert sandbox.calls(f"{BELOW}/unionid_to_external_userid") == []


@pytest.mark.parametrize(
    ("path", "code", "where", "mend"),
    [
        ("/cgi-bin/gettoken", 40001, "secret.contact", "console"),
        (f"{BELOW}/get_follow_user_list", 48002, "contacts", "Apps that may call"),
        (f"{BELOW}/get_follow_user_list", 60020, "contacts", "trusted IPs"),
        (f"{BELOW}/groupchat/list", 60011, "groups", "Visible range"),
        ("/cgi-bin/user/list_id", 48002, "directory", "Apps that may call"),
    ],
)
def test_what_the_platform_refuses_is_a_finding(
    path: str, code: int, where: str, mend: str, wecom: Channel, sandbox: ServedSandbox
) -> None:
    sandbox.act("faults", path=path, code=code)
    state, told = found(wecom)[where]
    assert state == "bad" and mend in told


def test_nothing_more_is_asked_where_no_secret_opens(wecom: Channel, sandbox: ServedSandbox) -> None:
    keep_secrets(wecom, {"contact_secret": "wrong"})
    assert states(wecom) == {"secret.contact": "bad", "secret.app": "doubtful", "secret.directory": "doubtful"}
    assert set(sandbox.state("calls")["by_path"]) == {"/cgi-bin/gettoken"}


def test_a_busy_platform_leaves_a_doubt(wecom: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("faults", path=f"{BELOW}/get_corp_tag_list", code=-1)
    assert states(wecom)["corp_tags"] == "doubtful"


def test_accounts_and_programs(account: Channel, program: Channel, sandbox: ServedSandbox) -> None:
    sandbox.act("follows")
    assert states(account) == {
        "secret": "good", "followers": "good", "unionid": "doubtful", "menu": "good", "callback_secrets": "doubtful",
    }  # fmt: skip
    assert states(program) == {"secret": "good", "callback_secrets": "doubtful"}
    sandbox.act("faults", path="/cgi-bin/menu/get", code=48001)
    assert states(account)["menu"] == "bad"


def test_checks_are_kept_and_recorded_and_old_ones_go(wecom: Channel, workspace: Workspace) -> None:
    for _ in range(KEPT + 2):
        ChannelCheck.objects.create(channel=wecom, by="siyu", findings=[])
    check = check_channel(command_line(workspace), wecom)
    assert ChannelCheck.objects.count() == KEPT
    assert ChannelCheck.objects.latest("pk") == check
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.change["bad"]) == ("channel.checked", 0)


def test_a_disabled_channel_is_not_checked_and_not_called(wecom: Channel, sandbox: ServedSandbox) -> None:
    from django.utils.timezone import now

    from siyu.platforms.errors import PlatformError
    from siyu.platforms.wecom import contacts

    wecom.disabled_at = now()
    with pytest.raises(Refusal) as refused:
        check_channel(command_line(wecom.workspace), wecom)
    assert refused.value.code == "channel.no_check"
    with pytest.raises(PlatformError) as caught:
        contacts.list_staff(wecom)
    assert caught.value.problem == "disabled"
    assert sandbox.calls("/cgi-bin/gettoken") == []
