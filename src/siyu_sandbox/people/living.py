"""Populations at work: day by day they scan, write, buy, open, answer, redeem, refer and block, all by the seed.

Every act happens at its own instant of the virtual clock, so the same seed and the same messages give the same history at
any speed. Chance is drawn per person, and days apart from reactions: what somebody would have bought without any message is
bought with messages too, at the same instant, and what comes on top is marked as caused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from siyu_sandbox.clock import DAY, HOUR, MINUTE
from siyu_sandbox.errors import Rejected
from siyu_sandbox.people import accounts, meeting, parting, sending, talking
from siyu_sandbox.world.contacts import FriendRequest, Relation
from siyu_sandbox.world.people import Person, Received
from siyu_sandbox.world.populations import Habits, Outcome, Population, Resident
from siyu_sandbox.world.world import World

ASKING = frozenset({"mass", "moment", "custom", "template", "subscribe"})
"""Messages that ask for something; a welcome or an answer does not."""
SOON, LATE = 2 * MINUTE, 20 * HOUR
WEEK = 7 * DAY


def settle(world: World, count: int, places: list[str], habits: Habits) -> Population:
    """Return a new population that begins to live now; `places` are ids of contact ways and tickets of accounts' codes."""
    population = Population(len(world.populations) + 1, habits, places, world.clock.now())
    world.populations.append(population)
    for _ in range(count):
        _add(world, population)
    _live_a_day(world, population)
    _work_a_day(world, population, Random(f"{world.seed} staff {population.id}"))  # noqa: S311 - made to be repeated
    return population


def hear(world: World, person: Person, received: Received) -> None:
    """Let a resident react to a message: open it later, or block its sender at once when it is one too many."""
    for population in world.populations:
        resident = population.residents.get(person.id)
        if resident and population.stopped_at is None and received.channel in ASKING | {"welcome"}:
            _react(world, population, resident, received)


def _add(world: World, population: Population) -> None:
    person = world.people.make()
    chance, mood = (Random(f"{use} {world.seed} {population.id} {person.id}") for use in ("days", "moods"))  # noqa: S311
    place = chance.choice(population.places)
    population.residents[person.id] = Resident(person.id, chance, mood, place)


def _live_a_day(world: World, population: Population) -> None:
    if population.stopped_at is not None:
        return
    for resident in list(population.residents.values()):
        _plan_day(world, population, resident)
    world.agenda.after(DAY, partial(_live_a_day, world, population))


def _plan_day(world: World, population: Population, resident: Resident) -> None:
    """Draw the same four chances every day, whatever becomes of them, so that histories can be compared."""
    draw, habits = resident.chance, population.habits
    meets, writes, buys = draw.random(), draw.random(), draw.random()
    at = draw.uniform(0, DAY)
    if resident.met_at is None:
        if meets < habits.scan_rate:
            _later(world, population, at, partial(_meet, world, population, resident))
        return
    if writes < habits.chat_rate:
        _later(world, population, at, partial(_write, world, population, resident))
    world.agenda.after(at, partial(_perhaps_buy, world, population, resident, buys))


def _perhaps_buy(world: World, population: Population, resident: Resident, drawn: float) -> None:
    """Buy when the chance drawn is below the rate; between the rate and the lifted one a message is the cause."""
    habits = population.habits
    is_lifted = world.clock.exact() < resident.lifted_until
    if drawn >= habits.buy_rate * (1 + habits.lift * is_lifted):
        return
    is_caused = drawn >= habits.buy_rate
    amount = max(1, round(resident.mood.lognormvariate(0, 0.5) * habits.amount))
    ref = resident.lifted_by if is_lifted else ""
    _note(world, population, resident, "purchase", ref, amount_minor=amount, is_caused=is_caused)
    if resident.mood.random() < habits.refer_rate:
        _add(world, population)
        _note(world, population, resident, "referral")


def _meet(world: World, population: Population, resident: Resident) -> None:
    person = world.people.by_id[resident.person]
    if resident.place in world.ways:
        meeting.scan(world, person, world.ways[resident.place])
    else:
        account = next(one for one in world.accounts.values() if resident.place in one.scenes)
        accounts.follow(world, account, person, account.scenes[resident.place])
    resident.met_at = world.clock.now()
    _note(world, population, resident, "scan", resident.place)


def _write(world: World, population: Population, resident: Resident) -> None:
    person = world.people.by_id[resident.person]
    for relation in _relations(world, resident)[:1]:
        talking.talk(world, person, relation.userid, "请问有货吗？")
        _note(world, population, resident, "chat", relation.userid)
        return
    for account in world.accounts.values():
        if (one := account.followers.get(person.openids.get(account.key, ""))) and one.subscribed_at is not None:
            accounts.write(world, account, person, "请问有货吗？")
            _note(world, population, resident, "chat", account.key)
            return


def _react(world: World, population: Population, resident: Resident, received: Received) -> None:
    habits, draw, now = population.habits, resident.mood, world.clock.exact()
    blocks, opens, delay = draw.random(), draw.random(), draw.uniform(SOON, LATE)
    if received.channel in ASKING:
        resident.heard = [*(at for at in resident.heard if at > now - WEEK), now]
        if len(resident.heard) > habits.tolerance and blocks < habits.block_rate:
            _later(world, population, SOON, partial(_block, world, population, resident, received))
            return
    if opens < habits.open_rate:
        _later(world, population, delay, partial(_open, world, population, resident, received))


def _open(world: World, population: Population, resident: Resident, received: Received) -> None:
    habits, draw = population.habits, resident.mood
    replies, redeems = draw.random(), draw.random()
    _note(world, population, resident, "open", received.ref)
    if received.channel in ASKING:
        resident.lifted_until, resident.lifted_by = world.clock.exact() + habits.lift_days * DAY, received.ref
    if redeems < habits.redeem_rate and received.channel in ASKING:
        _note(world, population, resident, "redemption", received.ref)
    if replies < habits.reply_rate:
        _later(world, population, MINUTE, partial(_write, world, population, resident))


def _block(world: World, population: Population, resident: Resident, received: Received) -> None:
    person = world.people.by_id[resident.person]
    if received.sender in world.accounts:
        accounts.unfollow(world, world.accounts[received.sender], person)
    else:
        parting.block(world, person, received.sender)
    _note(world, population, resident, "block", received.ref)


def _work_a_day(world: World, population: Population, draw: Random) -> None:
    """Let members accept who asked, and tap what waits to be sent."""
    if population.stopped_at is not None:
        return
    rate = population.habits.staff_rate
    for request in [one for one in world.requests if one.person in population.residents]:
        if draw.random() < rate:
            _later(world, population, draw.uniform(0, DAY), partial(_accept, world, request))
    for task in world.mass.values():
        for userid, (status, _) in task.tasks.items():
            if status == 0 and task.cancelled_at is None and draw.random() < rate:
                _later(world, population, draw.uniform(0, 8 * HOUR), partial(sending.confirm, world, task, userid))
    for moment in world.moments.values():
        for userid, at in moment.published.items():
            if at is None and moment.cancelled_at is None and draw.random() < rate:
                _later(world, population, draw.uniform(0, 8 * HOUR), partial(sending.publish, world, moment, userid))
    world.agenda.after(DAY, partial(_work_a_day, world, population, draw))


def _accept(world: World, request: FriendRequest) -> None:
    meeting.accept(world, world.people.by_id[request.person], request.userid)


def _relations(world: World, resident: Resident) -> list[Relation]:
    external = world.people.by_id[resident.person].external_userid
    return [one for one in world.relations.of_customer(external) if one.ended_at is None]


def _later(world: World, population: Population, seconds: float, act: Callable[[], object]) -> None:
    """Plan an act; one that can't be any more (the way is gone, the member full) is counted by its reason."""

    def carry_out() -> None:
        if population.stopped_at is not None:
            return
        try:
            act()
        except Rejected as rejected:
            population.refused[rejected.problem.en] += 1

    world.agenda.after(seconds, carry_out)


def _note(
    world: World,
    population: Population,
    resident: Resident,
    kind: str,
    ref: str = "",
    *,
    amount_minor: int = 0,
    is_caused: bool = False,
) -> None:
    population.counts[kind] += 1
    if is_caused:
        population.counts["caused purchase"] += 1
    number, now = len(world.outcomes) + 1, world.clock.now()
    world.outcomes.append(Outcome(number, now, population.id, resident.person, kind, ref, amount_minor, is_caused))
