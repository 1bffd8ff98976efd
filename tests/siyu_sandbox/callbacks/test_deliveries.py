"""Callbacks are repeated until answered, and lost, doubled, delayed and mixed up when told to."""

from __future__ import annotations

from collections import Counter

from siyu_sandbox.callbacks.deliveries import Delivery, Habits
from siyu_sandbox.world.apps import Receiver
from siyu_sandbox.world.world import World
from tests.siyu_sandbox.playing import KEY, TOKEN, Listener, Player


def tell(world: World, number: int) -> Delivery | None:
    event = {"ToUserName": world.corpid, "MsgType": "event", "Event": "test", "Number": number}
    return world.deliveries.tell(world.apps["app"], world.corpid, event)


def test_an_event_is_sealed_for_the_corp_and_says_the_agent(world: World, ears: Listener) -> None:
    delivery = tell(world, 1)
    assert delivery is not None and delivery.state == "answered"
    assert ears.heard[0]["Number"] == "1" and ears.heard[0]["ToUserName"] == "wwsandbox"
    assert b"<AgentID><![CDATA[1000002]]></AgentID>" in delivery.posting.body


def test_an_unanswered_event_comes_four_times_and_then_fails(world: World, ears: Listener) -> None:
    ears.status = None
    delivery = tell(world, 1)
    assert delivery is not None and delivery.state == "failed"
    assert delivery.statuses == [None] * 4 and len(ears.heard) == 4
    ears.status = 500
    other = tell(world, 2)
    assert other is not None and other.statuses == [500] * 4


def test_without_an_address_nothing_is_sent_but_counted(world: World) -> None:
    assert tell(world, 1) is None
    assert world.deliveries.counts["without address"] == 1


def test_habits_lose_double_and_reorder_by_the_seed(world: World, ears: Listener) -> None:
    world.deliveries.habits = Habits(loss=0.2, duplicate=0.2, reorder=0.3, delay=(0, 0.5))
    for number in range(200):
        tell(world, number)
        world.agenda.advance(0.1)
    world.agenda.advance(10)
    came = [int(one["Number"]) for one in ears.heard]
    times = Counter(came)
    assert 20 < world.deliveries.counts["lost"] < 60 and len(times) == 200 - world.deliveries.counts["lost"]
    assert sum(1 for count in times.values() if count == 2) == world.deliveries.counts["doubled"] > 15
    assert came != sorted(came)


def test_the_control_api_sets_habits_and_shows_deliveries(play: Player, ears: Listener) -> None:
    play.act("delivery-habits", loss=1.0)
    tell(play.sandbox.world, 1)
    assert play.state("deliveries")["last"][0]["state"] == "lost"
    play.act("delivery-habits")
    tell(play.sandbox.world, 2)
    assert play.state("deliveries")["counts"] == {"made": 2, "lost": 1, "attempts": 1, "answered": 1}
    assert ears.heard[0]["Number"] == "2"


def test_an_official_account_may_get_its_events_as_they_are(world: World, play: Player) -> None:
    got: list[Delivery] = []
    world.deliveries.post = got.append
    world.accounts["wxsandbox"].receiver = Receiver("http://127.0.0.1:1/?a=1", TOKEN, KEY, is_sealed=False)
    world.deliveries.tell(world.accounts["wxsandbox"], "wxsandbox", {"ToUserName": "gh_x", "Content": "a]]>b"})
    assert got[0].posting.url.startswith("http://127.0.0.1:1/?a=1&signature=")
    assert b"<Content><![CDATA[a]]]]><![CDATA[>b]]></Content>" in got[0].posting.body
