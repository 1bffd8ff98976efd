"""Members tap what they were asked to send: group-sends by the receive rule, moments to who may see them."""

from __future__ import annotations

from siyu_sandbox.clock import DAY, days_in_month, midnight, month_of
from siyu_sandbox.errors import refuse
from siyu_sandbox.world.campaigns import NO_FRIEND, SENT, TASK_SENT, TOO_MANY, UNSENT, MassTask, Moment, SendRow
from siyu_sandbox.world.people import Received
from siyu_sandbox.world.world import World

RULES = {"daily_1": 1, "weekly_7": 7, "monthly_days": 0}
CORP_MOMENTS_A_MONTH = 4


def confirm(world: World, task: MassTask, userid: str) -> list[SendRow]:
    """Let a member tap send: each customer or group receives it unless no friend any more, or given too much already."""
    if task.cancelled_at is not None:
        raise refuse("任务已取消", "the task was cancelled")
    if userid not in task.tasks:
        raise refuse(f"{userid} 没有这个任务", f"{userid} has no such task")
    if task.tasks[userid][0] == TASK_SENT:
        raise refuse(f"{userid} 已发送", f"{userid} has sent it already")
    now = world.clock.now()
    task.tasks[userid] = (TASK_SENT, now)
    rows = [one for one in task.rows if one.userid == userid]
    for row in rows:
        row.status, row.send_time = _deliver(world, task, row), now
    return rows


def send_by_hand(world: World, userid: str, text: str) -> MassTask:
    """Let a member send to all own customers without any task of the corp's."""
    now = world.clock.now()
    rows = [SendRow(userid, one.external_userid) for one in world.relations.of_member(userid)]
    if not rows:
        raise refuse(f"{userid} 没有客户", f"{userid} has no customers")
    content = {"text": {"content": text}}
    task = MassTask(world.ids.make("msg"), "single", now, content, "", now, userid, {userid: (UNSENT, None)}, rows)
    world.mass[task.msgid] = task
    confirm(world, task, userid)
    return task


def may_receive(world: World, target: str) -> bool:
    """Say whether a customer or group may receive one more group-send by the corp's rule."""
    now, rule = world.clock.now(), world.settings.mass_rule
    times = world.mass_received.get(target, [])
    if rule == "daily_1":
        return sum(one >= midnight(now) for one in times) < 1
    if rule == "weekly_7":
        return sum(one > midnight(now) - 6 * DAY for one in times) < RULES[rule]
    return sum(month_of(one) == month_of(now) for one in times) < days_in_month(now)


def publish(world: World, moment: Moment, userid: str) -> list[str]:
    """Let a member post a moment; returns the customers who can see it, at most four of the corp's a month each."""
    if moment.cancelled_at is not None:
        raise refuse("任务已取消", "the task was cancelled")
    if userid not in moment.published:
        raise refuse(f"{userid} 没有这个任务", f"{userid} has no such task")
    if moment.published[userid] is not None:
        raise refuse(f"{userid} 已发表", f"{userid} has posted it already")
    now = world.clock.now()
    moment.published[userid] = now
    seen = []
    for external_userid in moment.audience[userid]:
        times = world.moments_seen.setdefault(external_userid, [])
        alive = (userid, external_userid) in world.relations.alive
        if alive and sum(month_of(one) == month_of(now) for one in times) < CORP_MOMENTS_A_MONTH:
            times.append(now)
            seen.append(external_userid)
            person = world.people.by_external[external_userid]
            world.people.receive(person, Received(now, "moment", userid, moment.content, moment.moment_id))
    moment.visible[userid] = seen
    return seen


def _deliver(world: World, task: MassTask, row: SendRow) -> int:
    if task.chat_type == "single":
        relation = world.relations.alive.get((row.userid, row.target))
        if relation is None or relation.ended_at is not None:
            return NO_FRIEND
    elif world.groups[row.target].dismissed_at is not None:
        return NO_FRIEND
    if not may_receive(world, row.target):
        return TOO_MANY
    now = world.clock.now()
    world.mass_received.setdefault(row.target, []).append(now)
    if task.chat_type == "single":
        person = world.people.by_external[row.target]
        world.people.receive(person, Received(now, "mass", row.userid, task.content, task.msgid))
    else:
        world.groups[row.target].messages += 1
    return SENT
