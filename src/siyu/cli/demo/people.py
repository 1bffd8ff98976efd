"""Households of the demo brand scan its code on the simulated WeCom while one watches.

The best customers get the unionids of simulated people, as if they had registered; then one after the other scans. Whoever
comes is told of by callbacks as on the real platform, greeted and shown with everything the household ever bought.
"""

from __future__ import annotations

import csv
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from siyu.accounts.access import Access, command_line
from siyu.accounts.models import Workspace
from siyu.cli.demo.loading import SLUG, earlier_import, import_file
from siyu.cli.session import address_of
from siyu.connect.contact_codes.managing import ask_refresh, create_code
from siyu.connect.contact_codes.models import ContactCode
from siyu.connect.imports.models import Import
from siyu.platforms.channels.managing import change_channel, make_channel
from siyu.platforms.channels.models import Channel
from siyu.platforms.channels.opening import secrets_of
from siyu.platforms.wecom.kind import WECOM
from siyu.unify.members.models import Identifier

PEOPLE = 40
PAUSE_SECONDS = 4.0
PATIENCE_SECONDS = 60.0
SPENT = "money_365d"
CODE = {
    "kind": "contact_code",
    "name": "store-counter",
    "label": {"zh-CN": "门店柜台", "en": "Store counter"},
    "staff": ["alice", "bob", "carol"],
    "tags": [],
    "welcome": '您好{{ name | default: "" }}！我是{{ staff | default: "门店顾问" }}，感谢您一直光临！需要什么随时找我。',
    "source": "store",
    "motive": "service",
}
CORP, CHANNEL = "wwsandbox", "企业微信沙箱 WeCom sandbox"
SECRETS = {"app_secret": "secret-app", "contact_secret": "secret-contact", "directory_secret": "secret-directory"}


class Sandbox:
    """The sandbox's own addresses, by which people act."""

    def __init__(self, url: str) -> None:
        self.url = url

    def wait(self) -> None:
        """Return when it answers. Raises `httpx.HTTPError` when it does not within a minute."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                httpx.get(f"{self.url}/_sandbox/state?parts=settings", trust_env=False).raise_for_status()
                return
            except httpx.HTTPError:
                if time.monotonic() > until:
                    raise
            time.sleep(0.2)

    def ask(self, what: str, **fields: Any) -> dict[str, Any]:
        """Have something happen and return what came of it."""
        answer = httpx.post(f"{self.url}/_sandbox/{what}", json=fields, timeout=30, trust_env=False)
        found: dict[str, Any] = answer.raise_for_status().json()
        return found


def let_people_come(home: Path, url: str) -> None:
    """Connect brand and sandbox, and let one household after the other scan the brand's code.

    Raises `httpx.HTTPError` when the sandbox does not answer or refuses, `TimeoutError` when the code is not made.
    """
    sandbox = Sandbox(url)
    workspace = Workspace.objects.get(slug=SLUG)
    access = command_line(workspace)
    sandbox.wait()
    channel = connect(access, sandbox.url)
    kept = secrets_of(channel)
    sandbox.ask("settings", settings={"unionid_bound": True})
    sandbox.ask(
        "receivers", holder="contact", url=f"{address_of(home)}/callbacks/{channel.callback_key}",
        token=kept["callback_token"], aes_key=kept["callback_aes_key"],
    )  # fmt: skip
    people = sandbox.ask("people", count=PEOPLE)["people"]
    introduce(workspace, home / "demo", people)
    way = stand_up(access, channel)
    for person in people:
        sandbox.ask("scans", way=way, person=person["id"])
        time.sleep(PAUSE_SECONDS)


def connect(access: Access, url: str) -> Channel:
    """Return the channel to the sandbox, made at the first start."""
    known = Channel.objects.filter(workspace=access.workspace, kind=WECOM.name, identity=CORP).first()
    if known is None:
        keys = {"callback_token": secrets.token_hex(16), "callback_aes_key": secrets.token_hex(32)[:43]}
        return make_channel(
            access, kind=WECOM.name, name=CHANNEL, identity=CORP, secrets=SECRETS | keys,
            settings={"agent_id": 1000002}, base_url=url,
        )  # fmt: skip
    if known.base_url != url:
        return change_channel(access, known.pk, base_url=url, secrets=SECRETS | _callback(known))
    return known


def _callback(channel: Channel) -> dict[str, str]:
    return {name: value for name, value in secrets_of(channel).items() if name.startswith("callback_")}


def introduce(workspace: Workspace, folder: Path, people: Sequence[dict[str, Any]]) -> None:
    """Import once which household each of the people belongs to, who are the same at every start; who spends most comes first."""
    known = earlier_import(workspace, "identifiers")
    if known is not None and known.state == Import.DONE:
        return
    path = folder / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("household_id", "unionid"))
        writer.writerows(zip(best_households(workspace, len(people)), (one["unionid"] for one in people), strict=True))
    import_file(workspace, "identifiers", path, known)


def best_households(workspace: Workspace, count: int) -> list[str]:
    """Return the numbers of the households that spent most in the last year."""
    import pyarrow.compute as pc

    from siyu.understand.features.compute import compute
    from siyu.understand.opening import open_inputs

    with open_inputs(workspace) as inputs:
        found = compute(inputs, (SPENT,))
    places = pc.select_k_unstable(found, count, [(SPENT, "descending"), ("member_id", "ascending")])
    members = found["member_id"].take(places).to_pylist()
    known = Identifier.objects.filter(workspace=workspace, kind="household", source_id__in=members)
    numbers = dict(known.values_list("source_id", "value"))
    return [numbers[one] for one in members]


def stand_up(access: Access, channel: Channel) -> str:
    """Return the id of the code's contact way, once the worker has made it. Raises `TimeoutError` when it does not."""
    code = ContactCode.objects.filter(workspace=access.workspace, name=CODE["name"]).first()
    if code is None:
        code = create_code(access, {**CODE, "channel": channel.name})
    else:
        # The sandbox forgets everything when it ends.
        ContactCode.objects.filter(pk=code.pk).update(config_id="", qr_code="", making_at=None)
        ask_refresh([code.pk])
        code.refresh_from_db()
    until = time.monotonic() + PATIENCE_SECONDS
    while not code.config_id:
        if time.monotonic() > until:
            raise TimeoutError(f"the contact code was not made: {code.problem}")
        time.sleep(0.3)
        code.refresh_from_db()
    return code.config_id
