"""Followers and customers: lists, portraits, remarks."""

from __future__ import annotations

from typing import Any

from siyu_sandbox.endpoints.call import Call
from siyu_sandbox.endpoints.fields import listed, number, paged, text
from siyu_sandbox.endpoints.paging import Joined, page
from siyu_sandbox.errors import PARAMETER, Rejected
from siyu_sandbox.wecom.contents import check_media
from siyu_sandbox.wecom.kinds import CONTACT, contacts, corp
from siyu_sandbox.world.contacts import Relation
from siyu_sandbox.world.people import WECHAT, WECOM, Person
from siyu_sandbox.world.tags import Tags

FOLLOWERS_PER_PAGE = 500
EXTERNAL = text("external_userid", needed=True, missing=40096, wrong=40096)
USER = text("userid", needed=True, missing=41009, wrong=40003)
_GET_CODES = (40096, 84061)


@contacts.get("/get_follow_user_list")
def list_followers(call: Call) -> dict[str, Any]:
    """The members that have the customer-contact feature."""
    able = [one for one in call.world.members.values() if one.has_contact and one.left_at is None]
    return {"follow_user": [one.userid for one in able if call.app.sees(one.userid)]}


@contacts.get("/list", USER, codes=(60011, 60111, 84061, 84074))
def list_customers(call: Call, userid: str) -> dict[str, Any]:
    """The customers of one member."""
    follower(call, userid)
    found = [one.external_userid for one in call.world.relations.of_member(userid)]
    if not found and call.world.settings.list_without_customers:
        raise Rejected(call.world.settings.list_without_customers)
    return {"external_userid": found}


@contacts.get("/get", EXTERNAL, text("cursor", default=""), codes=_GET_CODES)
def get_customer(call: Call, external_userid: str, cursor: str) -> dict[str, Any]:
    """A customer with everybody who follows; a cursor goes on after 500 of them."""
    person = customer(call, external_userid)
    rows = call.world.relations.by_customer.get(external_userid, [])
    shown, following = page(rows, cursor, FOLLOWERS_PER_PAGE, lambda one: _is_shown(call, one))
    return {
        "external_contact": portrait(call, person),
        "follow_user": [{**_follow(one), "tags": _tags(call.world.tags, one)} for one in shown],
        "next_cursor": following,
    }


@contacts.post(
    "/batch/get_by_user",
    listed("userid_list", least=1, most=100, wrong=40031),
    text("userid", wrong=40003),
    *paged(100, 50),
    codes=(40031, 60011, 60111, 84061),
)
def list_customers_in_full(
    call: Call, userid_list: list[Any] | None, userid: str | None, cursor: str, limit: int
) -> dict[str, Any]:
    """The customers of up to 100 members, or of one in the older shape, in pages; their tags come as ids."""
    members = userid_list or ([userid] if userid else [])
    if not members:
        raise Rejected(40031)
    for member in members:
        follower(call, member)
    rows = Joined([call.world.relations.by_member.get(member, []) for member in members])
    found, following = page(rows, cursor, limit, lambda one: _is_shown(call, one))
    return {
        "external_contact_list": [
            {
                "external_contact": portrait(call, call.world.people.by_external[one.external_userid]),
                "follow_info": {**_follow(one), "tag_id": list(one.tags)},
            }
            for one in found
        ],
        "next_cursor": following,
    }


@contacts.post(
    "/remark",
    USER,
    EXTERNAL,
    text("remark", most=20),
    text("description", most=150),
    text("remark_company", most=20),
    listed("remark_mobiles", most=100),
    text("remark_pic_mediaid"),
    codes=(40007, 40096, 84061),
)
def remark_customer(
    call: Call,
    userid: str,
    external_userid: str,
    remark: str | None,
    description: str | None,
    remark_company: str | None,
    remark_mobiles: list[Any] | None,
    remark_pic_mediaid: str | None,
) -> None:
    """What a member notes about a customer. No callback follows, as for all that is done by API."""
    relation = related(call, userid, external_userid)
    given = {"remark": remark, "description": description}
    if call.world.people.by_external[external_userid].kind == WECHAT:
        given["remark_company"] = remark_company
    if not any(one is not None for one in (remark, description, remark_company, remark_mobiles, remark_pic_mediaid)):
        raise Rejected(PARAMETER, "nothing to remark")
    if remark_mobiles is not None and not all(isinstance(one, str) for one in remark_mobiles):
        raise Rejected(PARAMETER, "invalid remark_mobiles")
    if remark_pic_mediaid:
        check_media(call.world, remark_pic_mediaid)
    for name, value in given.items():
        if value is not None:
            setattr(relation, name, value)
    if remark_mobiles is not None:
        relation.remark_mobiles = [one for one in remark_mobiles if one]


@contacts.post("/contact_list", *paged(1000))
def list_served(call: Call, cursor: str, limit: int) -> dict[str, Any]:
    """Everybody the corp has served, customers or not, in pages."""
    rows = Joined(list(call.world.relations.by_member.values()))
    found, following = page(rows, cursor, limit, lambda one: _is_shown(call, one))
    return {
        "info_list": [
            {
                "is_customer": True,
                "tmp_openid": f"tmp{one.external_userid}",
                "external_userid": one.external_userid,
                "name": call.world.people.by_external[one.external_userid].name,
                "follow_userid": one.userid,
                "add_time": one.created_at,
            }
            for one in found
        ],
        "next_cursor": following,
    }


@contacts.post("/unionid_to_external_userid", text("unionid", needed=True), text("openid"), codes=(41057, 84061))
def find_by_unionid(call: Call, unionid: str, openid: str | None) -> dict[str, Any]:
    """The customer behind a unionid."""
    return {"external_userid": _by_unionid(call, unionid).external_userid}


@corp.post(
    "/idconvert/unionid_to_external_userid",
    text("unionid", needed=True),
    text("openid", needed=True),
    number("subject_type", among=(0, 1), default=0),
    allowed=CONTACT,
    codes=(41057,),
)
def convert_unionid(call: Call, unionid: str, openid: str, subject_type: int) -> dict[str, Any]:
    """The customer behind a unionid, or an id that waits for who is none yet."""
    try:
        return {"external_userid": _by_unionid(call, unionid).external_userid}
    except Rejected as rejected:
        if rejected.code != 84061:
            raise
        return {"pending_id": f"pending{unionid}"}


def follower(call: Call, userid: Any) -> None:
    """Raise when a member is unknown, out of range, or has no customer contact."""
    if not isinstance(userid, str):
        raise Rejected(40003)
    if not call.member(userid).has_contact:
        raise Rejected(84074)


def customer(call: Call, external_userid: str) -> Person:
    """Return a customer of a member the app sees; raises 40096 or 84061."""
    person = call.world.people.by_external.get(external_userid)
    if person is None:
        raise Rejected(40096)
    if not any(_is_shown(call, one) for one in call.world.relations.by_customer.get(external_userid, [])):
        raise Rejected(84061)
    return person


def related(call: Call, userid: str, external_userid: str) -> Relation:
    """Return the relation of a member the app sees with a customer; raises 60111, 60011, 40096 or 84061."""
    follower(call, userid)
    if external_userid not in call.world.people.by_external:
        raise Rejected(40096)
    found = call.world.relations.alive.get((userid, external_userid))
    if found is None:
        raise Rejected(84061)
    return found


def portrait(call: Call, person: Person) -> dict[str, Any]:
    """Return what the corp sees of a person."""
    seen: dict[str, Any] = {
        "external_userid": person.external_userid, "name": person.name, "type": person.kind, "gender": person.gender,
        "avatar": f"http://wx.qlogo.cn/mmhead/{person.id}/0",
    }  # fmt: skip
    if person.kind == WECHAT and call.world.settings.unionid_bound:
        seen["unionid"] = person.unionid
    if person.kind == WECOM:
        seen |= {"position": "", "corp_name": person.corp_name, "corp_full_name": person.corp_name}
        seen["external_profile"] = {"external_attr": []}
    return seen


def _by_unionid(call: Call, unionid: str) -> Person:
    if not call.world.settings.unionid_bound:
        raise Rejected(41057)
    for person in call.world.people.by_id.values():
        if person.unionid == unionid and call.world.relations.of_customer(person.external_userid):
            return person
    raise Rejected(84061)


def _is_shown(call: Call, relation: Relation) -> bool:
    return call.world.relations.is_seen(relation) and call.app.sees(relation.userid)


def _follow(one: Relation) -> dict[str, Any]:
    shown = {
        "userid": one.userid, "remark": one.remark, "description": one.description, "createtime": one.created_at,
        "remark_corp_name": one.remark_company, "remark_mobiles": list(one.remark_mobiles),
        "oper_userid": one.oper_userid, "add_way": one.add_way,
    }  # fmt: skip
    return {**shown, "state": one.state} if one.state else shown


def _tags(tags: Tags, one: Relation) -> list[dict[str, Any]]:
    shown = []
    for tag_id in one.tags:
        if group := tags.group_of(tag_id):
            name = group.tags[tag_id].name
            shown.append({"group_name": group.group_name, "tag_name": name, "tag_id": tag_id, "type": 1})
    return shown + [{"group_name": "", "tag_name": name, "type": 2} for name in one.own_tags]
