"""Customers of staff: lists, portraits, remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from siyu.platforms.calling import Call, Done, ask
from siyu.platforms.channels.models import Channel
from siyu.platforms.errors import PlatformError
from siyu.platforms.following import Page, pages
from siyu.platforms.wecom.kind import CONTACT

_BELOW = "/cgi-bin/externalcontact"
_STAFF = Call("GET", f"{_BELOW}/get_follow_user_list", CONTACT, is_read=True)
_LIST = Call("GET", f"{_BELOW}/list", CONTACT, is_read=True)
_GET = Call("GET", f"{_BELOW}/get", CONTACT, is_read=True)
_OF_STAFF = Call("POST", f"{_BELOW}/batch/get_by_user", CONTACT, is_read=True)
_REMARK = Call("POST", f"{_BELOW}/remark", CONTACT)
_BY_UNIONID = Call("POST", f"{_BELOW}/unionid_to_external_userid", CONTACT, is_read=True)
NOT_CONNECTED = 84061
OF_WECHAT, OF_WECOM = 1, 2
MOST_STAFF, MOST_CONTACTS = 100, 100


class Portrait(msgspec.Struct):
    """A customer; `type` is 1 for WeChat and 2 for WeCom users. The unionid is there only when the corp bound an account."""

    external_userid: str
    name: str = ""
    avatar: str = ""
    type: int = 1
    gender: int = 0
    unionid: str | None = None


class Tag(msgspec.Struct):
    """A tag on a customer; `type` is 1 for the corp's, 2 for the member's own, which has no id, 3 for a strategy's."""

    tag_name: str = ""
    group_name: str = ""
    tag_id: str | None = None
    type: int = 1


class Following(msgspec.Struct):
    """What connects a member of staff and a customer; one shape for both ways in which tags come."""

    userid: str
    createtime: int
    remark: str = ""
    description: str = ""
    remark_mobiles: list[str] = []
    oper_userid: str = ""
    add_way: int = 0
    state: str = ""
    tags: list[Tag] = []
    tag_id: list[str] = []

    @property
    def corp_tags(self) -> list[str]:
        """The ids of tags that are not the member's own."""
        return self.tag_id or [tag.tag_id for tag in self.tags if tag.tag_id]


class Contact(msgspec.Struct):
    """A customer with one member of staff who follows."""

    external_contact: Portrait
    follow_info: Following


class ContactInFull(msgspec.Struct):
    """A customer with everybody who follows."""

    external_contact: Portrait
    follow_user: list[Following] = []
    next_cursor: str = ""


class _Id(msgspec.Struct):
    external_userid: str


class _Staff(msgspec.Struct):
    follow_user: list[str] = []


class _Ids(msgspec.Struct):
    external_userid: list[str] = []


class _Contacts(msgspec.Struct):
    external_contact_list: list[Contact] = []
    next_cursor: str = ""


def list_staff(channel: Channel) -> list[str]:
    """Return the userids of staff who have customer contact."""
    return ask(channel, _STAFF, _Staff).follow_user


def list_contacts(channel: Channel, userid: str) -> list[str]:
    """Return the external ids of a member's customers; a member without any has none, whatever the platform calls that."""
    try:
        return ask(channel, _LIST, _Ids, query={"userid": userid}).external_userid
    except PlatformError as error:
        if error.errcode == NOT_CONNECTED:
            return []
        raise


def get_contact(channel: Channel, external_userid: str) -> ContactInFull:
    """Return a customer with all who follow, also beyond the 500 of a page."""
    whole: ContactInFull | None = None

    def read(cursor: str) -> Page[Following]:
        nonlocal whole
        query = {"external_userid": external_userid} | ({"cursor": cursor} if cursor else {})
        found = ask(channel, _GET, ContactInFull, query=query)
        whole = whole or found
        return found.follow_user, found.next_cursor

    followers = [one for page, _ in pages(read) for one in page]
    assert whole is not None
    return ContactInFull(whole.external_contact, followers)


def find_by_unionid(channel: Channel, unionid: str) -> str:
    """Return the external id of a customer."""
    return ask(channel, _BY_UNIONID, _Id, body={"unionid": unionid}).external_userid


def contacts_of(channel: Channel, userids: Sequence[str], cursor: str = "") -> Iterator[Page[Contact]]:
    """Yield pages of the customers of up to 100 members of staff, each with the cursor to go on from."""

    def read(at: str) -> Page[Contact]:
        body = {"userid_list": list(userids), "cursor": at, "limit": MOST_CONTACTS}
        found = ask(channel, _OF_STAFF, _Contacts, body=body)
        return found.external_contact_list, found.next_cursor

    return pages(read, cursor)


def remark_contact(
    channel: Channel,
    userid: str,
    external_userid: str,
    *,
    remark: str | None = None,
    description: str | None = None,
    mobiles: Sequence[str] | None = None,
) -> None:
    """Note something about a customer for a member of staff: up to 20 signs of remark, 150 of description; an empty list of
    numbers clears them. No callback follows."""
    body: dict[str, object] = {"userid": userid, "external_userid": external_userid}
    if remark is not None:
        body["remark"] = remark
    if description is not None:
        body["description"] = description
    if mobiles is not None:
        body["remark_mobiles"] = list(mobiles) or [""]
    ask(channel, _REMARK, Done, body=body)
