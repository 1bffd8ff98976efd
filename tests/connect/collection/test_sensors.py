"""Sensors' form: base64, packed or not, tracks and profiles."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from siyu.accounts.models import Workspace
from siyu.unify.members.identity import canonical_of
from siyu.unify.members.models import Identifier, Member
from tests.connect.collecting import Answered, Collect, load_all, rows

TIME = 1_500_000_000_000
TRACK = {"type": "track", "event": "ViewProduct", "distinct_id": "d1", "time": TIME, "properties": {"product_id": "7"}}


def encoded(value: Any, *, packed: bool = False) -> str:
    raw = json.dumps(value).encode()
    return base64.b64encode(gzip.compress(raw) if packed else raw).decode()


@pytest.fixture
def send(collect: Collect, write_key: str):
    def send(value: Any, *, name: str = "data", packed: bool = False, **more: str) -> Answered:
        form = urlencode({name: encoded(value, packed=packed), **more}).encode()
        return collect(f"/sa?token={write_key}", form, key=None)

    return send


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("name", "value"), [("data", TRACK), ("data_list", [TRACK, {**TRACK, "time": TIME + 1}])])
def test_data_and_lists_are_read(send, workspace: Workspace, name: str, value: Any, packed: bool) -> None:
    assert send(value, name=name, packed=packed, gzip="1" if packed else "0").status == 200
    load_all(workspace)
    found = rows(workspace, "events", "type", "product_key")
    assert found == [("viewed", "7")] * (2 if name == "data_list" else 1)


def test_a_picture_can_carry_an_event(collect: Collect, write_key: str, workspace: Workspace) -> None:
    query = urlencode({"token": write_key, "data": encoded(TRACK)})
    answered = collect(f"/sa.gif?{query}", method="GET", key=None)
    assert (answered.status, answered.headers["content-type"], answered.body[:4]) == (200, "image/gif", b"GIF8")
    load_all(workspace)
    assert len(rows(workspace, "events", "key")) == 1


def java_hash(text: str) -> int:
    found = 0
    for sign in text:
        found = (found * 31 + ord(sign)) % 2**32
    return found if found < 2**31 else found - 2**32


def test_a_checksum_is_checked(collect: Collect, write_key: str) -> None:
    data = encoded(TRACK)
    right = urlencode({"data": data, "ext": f"crc={java_hash(data)}"}).encode()
    wrong = urlencode({"data": data, "ext": "crc=5"}).encode()
    assert collect(f"/sa?token={write_key}", right, key=None).status == 200
    answered = collect(f"/sa?token={write_key}", wrong, key=None)
    assert (answered.status, answered.json()["code"]) == (400, "event.bad_crc")


def test_profiles_are_set_added_to_and_unset(send, workspace: Workspace) -> None:
    base = {"distinct_id": "d1", "time": TIME}
    for type_, properties in (
        ("profile_set", {"city": "Wuhan", "name": "李四", "age": 3}),
        ("profile_set_once", {"city": "Beijing", "first": "x"}),
        ("profile_increment", {"age": 2, "points": 5}),
        ("profile_append", {"likes": ["milk", "tea"]}),
        ("profile_append", {"likes": ["tea", "rice"]}),
        ("profile_unset", {"first": True}),
    ):
        assert send({"type": type_, **base, "properties": properties}).status == 200
    load_all(workspace)
    member = Member.objects.get(workspace=workspace)
    assert member.name == "李四"
    assert member.attributes == {"city": "Wuhan", "age": "5", "points": "5", "likes": '["milk", "tea", "rice"]'}
    send({"type": "profile_delete", **base, "properties": {}})
    load_all(workspace)
    assert Member.objects.get(workspace=workspace).attributes == {}


def test_a_sign_up_ties_the_visitor_to_the_login(send, workspace: Workspace) -> None:
    sign_up = {"type": "track_signup", "event": "$SignUp", "distinct_id": "u1", "original_id": "d1", "time": TIME}
    send(sign_up)
    load_all(workspace)
    known = set(Identifier.objects.filter(workspace=workspace).values_list("kind", "value", "source_id"))
    assert known == {("member_no", "u1", 1), ("device", "d1", 2)}
    assert canonical_of(workspace, 2) == 1


def test_identities_name_their_kinds(send, workspace: Workspace) -> None:
    identities = {"$identity_login_id": "u1", "$identity_mobile": "13912345678", "$identity_unheard_of": "x"}
    send({**TRACK, "distinct_id": "u1", "identities": identities})
    load_all(workspace)
    known = set(Identifier.objects.filter(workspace=workspace).values_list("kind", "value"))
    assert known == {("member_no", "u1"), ("phone", "+8613912345678")}


def test_a_login_id_is_a_member_number(send, workspace: Workspace) -> None:
    send({**TRACK, "properties": {"$is_login_id": True}})
    load_all(workspace)
    assert Identifier.objects.get(workspace=workspace).kind == "member_no"


def test_the_same_bytes_again_are_a_repeat_but_twins_in_one_request_are_two(send, workspace: Workspace) -> None:
    send([TRACK, TRACK], name="data_list")
    send([TRACK, TRACK], name="data_list")
    load_all(workspace)
    assert len(rows(workspace, "events", "key")) == 2


@pytest.mark.parametrize("time", [TIME, TIME // 1000])
def test_times_in_seconds_and_milliseconds_are_told_apart(send, workspace: Workspace, time: int) -> None:
    workspace.clock_stands_at = None
    workspace.save()
    send({**TRACK, "time": time})
    load_all(workspace)
    ((at,),) = rows(workspace, "events", "occurred_at")
    assert at.timestamp() * 1000 == TIME


def test_without_a_token_nothing_is_taken(collect: Collect) -> None:
    assert collect("/sa", urlencode({"data": encoded(TRACK)}).encode(), key=None).status == 401
