"""People follow acquisition links to a member."""

from __future__ import annotations

from siyu_sandbox.people.meeting import BY_LINK, ask, befriend, choose
from siyu_sandbox.world.campaigns import Link
from siyu_sandbox.world.contacts import FriendRequest, Relation
from siyu_sandbox.world.people import Person
from siyu_sandbox.world.telling import tell_corp
from siyu_sandbox.world.world import World

LONGEST_CHANNEL = 64


def follow_link(world: World, person: Person, link: Link, channel: str = "") -> Relation | FriendRequest:
    """Let a person follow a link; the channel, cut at 64 bytes, becomes the state."""
    state = channel.encode()[:LONGEST_CHANNEL].decode("utf-8", "ignore")
    link.clicks.append(world.clock.now())
    member = choose(world, person, link.user_list, link.department_list)
    if link.skip_verify:
        return befriend(
            world,
            person,
            member.userid,
            oper=person.external_userid,
            state=state,
            add_way=BY_LINK,
            link_id=link.link_id,
        )
    request = ask(world, person, member.userid, state, add_way=BY_LINK, link_id=link.link_id)
    tell_corp(world, "customer_acquisition", "friend_request", LinkId=link.link_id, State=state)
    return request
