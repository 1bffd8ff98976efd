"""Tags of followers, and the black list."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import Field, listed, number, text, thing
from siyu_sandbox.errors import Rejected
from siyu_sandbox.official.followers import OPENID, after, known
from siyu_sandbox.official.kinds import official

MOST_TAGS, LONGEST, AT_ONCE, PER_USER, BLACK_AT_ONCE = 100, 30, 50, 20, 20
BAD_TAG, TAKEN, TOO_MANY, BUILT_IN, TOO_LONG, FULL_USER = 45159, 45157, 45056, 45058, 45158, 45059
_NAME = text("name", needed=True, most=LONGEST, wrong=TOO_LONG)
_ID = number("id", needed=True, missing=BAD_TAG, wrong=BAD_TAG)
_TAG = thing("tag", needed=True)
_MANY = (
    number("tagid", needed=True, missing=BAD_TAG, wrong=BAD_TAG),
    listed("openid_list", needed=True, most=AT_ONCE, wrong=40032),
)


@official.post("/tags/create", _TAG, codes=(TAKEN, TOO_MANY, TOO_LONG))
def create_tag(call: Call, tag: dict[str, Any]) -> dict[str, Any]:
    """A new tag, one of at most 100."""
    (name,) = _take(tag, _NAME)
    tags = call.account.tags
    if name in tags.values():
        raise Rejected(TAKEN)
    if len(tags) >= MOST_TAGS:
        raise Rejected(TOO_MANY)
    number = max([*tags, 99]) + 1
    tags[number] = name
    return {"tag": {"id": number, "name": name}}


@official.get("/tags/get")
def list_tags(call: Call) -> dict[str, Any]:
    """All tags with how many followers have each."""
    everybody = [one for one in call.account.followers.values() if one.subscribed_at is not None]
    return {
        "tags": [
            {"id": number, "name": name, "count": sum(number in one.tags for one in everybody)}
            for number, name in call.account.tags.items()
        ]
    }


@official.post("/tags/update", _TAG, codes=(BAD_TAG, TAKEN, BUILT_IN))
def rename_tag(call: Call, tag: dict[str, Any]) -> None:
    """Another name for a tag."""
    number, name = _take(tag, _ID, _NAME)
    _own(call, number)
    if any(one == name and each != number for each, one in call.account.tags.items()):
        raise Rejected(TAKEN)
    call.account.tags[number] = name


@official.post("/tags/delete", _TAG, codes=(BAD_TAG, BUILT_IN))
def delete_tag(call: Call, tag: dict[str, Any]) -> None:
    """Delete a tag; followers lose it."""
    (number,) = _take(tag, _ID)
    _own(call, number)
    del call.account.tags[number]
    for one in call.account.followers.values():
        if number in one.tags:
            one.tags.remove(number)


@official.post("/user/tag/get", _MANY[0], text("next_openid", default=""), codes=(BAD_TAG,))
def list_tagged(call: Call, tagid: int, next_openid: str) -> dict[str, Any]:
    """Openids of who has a tag."""
    _known(call, tagid)
    found = after(call, [one for one in call.account.followers.values() if tagid in one.tags], next_openid)
    return {name: value for name, value in found.items() if name != "total"}


@official.post("/tags/getidlist", OPENID)
def list_tags_of(call: Call, openid: str) -> dict[str, Any]:
    """The tags of a follower."""
    return {"tagid_list": list(known(call, openid).tags)}


@official.post("/tags/members/batchtagging", *_MANY, codes=(BAD_TAG, FULL_USER))
def tag_followers(call: Call, tagid: int, openid_list: list[Any]) -> None:
    """Give up to 50 followers a tag, at most 20 each."""
    _known(call, tagid)
    followers = [known(call, one) for one in openid_list]
    for one in followers:
        if one.subscribed_at is None:
            raise Rejected(49003, "not a subscriber of this account")
        if tagid not in one.tags and len(one.tags) >= PER_USER:
            raise Rejected(FULL_USER)
    for one in followers:
        if tagid not in one.tags:
            one.tags.append(tagid)


@official.post("/tags/members/batchuntagging", *_MANY, codes=(BAD_TAG,))
def untag_followers(call: Call, tagid: int, openid_list: list[Any]) -> None:
    """Take a tag from up to 50 followers."""
    _known(call, tagid)
    for one in [known(call, each) for each in openid_list]:
        if tagid in one.tags:
            one.tags.remove(tagid)


@official.post("/tags/members/getblacklist", text("begin_openid", default=""))
def list_blacklist(call: Call, begin_openid: str) -> dict[str, Any]:
    """Openids on the black list."""
    return after(call, [one for one in call.account.followers.values() if one.is_blacklisted], begin_openid)


@official.post("/tags/members/batchblacklist", listed("openid_list", needed=True, most=BLACK_AT_ONCE, wrong=40032))
def blacklist(call: Call, openid_list: list[Any]) -> None:
    """Put up to 20 followers on the black list: mass messages leave them out."""
    for one in [known(call, each) for each in openid_list]:
        one.is_blacklisted = True


@official.post("/tags/members/batchunblacklist", listed("openid_list", needed=True, most=BLACK_AT_ONCE, wrong=40032))
def unblacklist(call: Call, openid_list: list[Any]) -> None:
    """Take followers off the black list."""
    for one in [known(call, each) for each in openid_list]:
        one.is_blacklisted = False


def _take(tag: dict[str, Any], *fields: Field) -> list[Any]:
    return [one.take(tag, loose=False) for one in fields]


def _known(call: Call, number: int) -> None:
    if number not in call.account.tags:
        raise Rejected(BAD_TAG)


def _own(call: Call, number: int) -> None:
    if number in (0, 1, 2):
        raise Rejected(BUILT_IN)
    _known(call, number)
