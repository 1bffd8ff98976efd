"""Messages and the batches they were asked for in, who must not be written to, and what people's own acts permit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from siyu.accounts.models import Workspace

TRANSACTIONAL, BULK = "transactional", "bulk"
LANES = (TRANSACTIONAL, BULK)
MARKETING, SERVICE = "marketing", "service"
CLASSES = (MARKETING, SERVICE)


class Batch(models.Model):
    """Messages that were asked for together: gathered, sent, stopped and cancelled as one.

    While it is `gathering` its audience is still being written into the outbox, up to member `gathered`.
    """

    GATHERING, RUNNING, STOPPED, CANCELLED, FINISHED = "gathering", "running", "stopped", "cancelled", "finished"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    transport = models.CharField(max_length=40)
    account = models.CharField(max_length=64, blank=True)
    template = models.CharField(max_length=64, blank=True)
    template_version = models.PositiveIntegerField(null=True)
    content = models.JSONField(default=dict)
    content_class = models.CharField(max_length=10)
    reward_trigger = models.CharField(max_length=20, blank=True)
    audience = models.JSONField()
    state = models.CharField(max_length=10)
    gathered = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    due_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=254)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-id"], name="batches_newest_first")]


class Message(models.Model):
    """One message to one member, from being wanted to what became of it.

    `effect_key` names the effect it is, so that wanting it twice makes it once. `source_id` is the id it was wanted for,
    `member_id` whoever that was when it was decided, `addressed_id` the id of that person whose `identifier_id` it went to:
    by that id it counts, whoever the person is later. `sent_at` is the business instant at which it was handed over and
    counts from then on. `lease` is whoever hands it over, `leased_until` the real time until which nobody else does.
    `grant` is what permitted it, `rule` what dropped or deferred it.
    """

    WAITING, DEFERRED, SENDING, SENT = "waiting", "deferred", "sending", "sent"
    DELIVERED, FAILED, DROPPED, UNCERTAIN = "delivered", "failed", "dropped", "uncertain"
    PENDING = (WAITING, DEFERRED)
    COUNTED = (SENDING, SENT, DELIVERED, UNCERTAIN)
    STATES = (WAITING, DEFERRED, SENDING, SENT, DELIVERED, FAILED, DROPPED, UNCERTAIN)

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", db_index=False)
    effect_key = models.CharField(max_length=120)
    source_id = models.BigIntegerField()
    member_id = models.BigIntegerField(null=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    lane = models.CharField(max_length=13)
    channel = models.CharField(max_length=32)
    transport = models.CharField(max_length=40)
    account = models.CharField(max_length=64, blank=True)
    template = models.CharField(max_length=64, blank=True)
    template_version = models.PositiveIntegerField(null=True)
    content = models.JSONField(default=dict)
    content_class = models.CharField(max_length=10)
    reward_trigger = models.CharField(max_length=20, blank=True)
    likeness = models.CharField(max_length=32)
    state = models.CharField(max_length=9, default=WAITING)
    rule = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    addressed_id = models.BigIntegerField(null=True)
    identifier_id = models.BigIntegerField(null=True)
    grant = models.ForeignKey("Grant", on_delete=models.SET_NULL, null=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.CharField(max_length=32, blank=True)
    leased_until = models.DateTimeField(null=True)
    platform_id = models.CharField(max_length=128, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "effect_key"], name="one_message_an_effect")]
        indexes = [
            models.Index(fields=["workspace", "lane", "batch", "state", "due_at", "id"], name="messages_that_are_due"),
            models.Index(fields=["state", "leased_until"], name="messages_being_sent"),
            models.Index(fields=["workspace", "source_id", "-id"], name="messages_for_a_source"),
            models.Index(fields=["workspace", "addressed_id", "sent_at"], name="messages_of_a_member"),
            models.Index(fields=["workspace", "sent_at"], condition=~Q(sent_at=None), name="messages_by_sending"),
            models.Index(fields=["workspace", "-id"], name="messages_newest_first"),
            models.Index(fields=["workspace", "state", "-id"], name="messages_of_a_state"),
            models.Index(fields=["workspace", "state", "rule"], name="messages_by_rule"),
            models.Index(fields=["batch", "state", "-id"], condition=~Q(batch=None), name="messages_of_a_batch"),
            models.Index(fields=["workspace", "transport", "platform_id"], name="messages_by_platform_id"),
        ]


class Outcome(models.Model):
    """What is known of a message after it was handed over: `sent`, `delivered`, `opened`, `clicked`, `replied`, …

    The lake is told of it by a load; `told_at`, in real time, says that it was.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "kind"], name="one_outcome_of_a_kind_a_message")]
        indexes = [models.Index(fields=["id"], condition=Q(told_at=None), name="outcomes_to_tell")]


class Suppression(models.Model):
    """Nobody writes to this member, or to this address, by one channel or (empty) by any, from one instant to another.

    An address is kept as a keyed hash: it outlives the erasure of its person, because the law obliges to go on honouring
    a refusal, and tells nothing of whose it was. `until` is open while it holds; lifting it sets `until`.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    source_id = models.BigIntegerField(null=True)
    address = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=254)
    lifted_by = models.CharField(max_length=254, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source_id=None) ^ Q(address=""), name="suppressed_is_a_member_or_an_address"
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "source_id"], name="suppressions_of_a_member"),
            models.Index(fields=["workspace", "address"], name="suppressions_of_an_address"),
            models.Index(fields=["workspace", "-id"], name="suppressions_newest_first"),
        ]


class Grant(models.Model):
    """What an act of a person permits: `left` messages of a family (`custom`, `subscribe`, `welcome`) until it expires.

    It belongs to the id that acted, because a platform counts by its own account of a person. `left` is None where the
    number is not limited. `key` names the act, so that hearing of it twice grants once.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    source_id = models.BigIntegerField()
    account = models.CharField(max_length=64, blank=True)
    family = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=128, blank=True)
    left = models.PositiveIntegerField(null=True)
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="one_grant_an_act")]
        indexes = [models.Index(fields=["workspace", "source_id", "family"], name="grants_of_a_source")]


class Outbox(models.Model):
    """One row a workspace: whoever decides or claims locks it, so that no two decisions count without each other."""

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")


class Policy(models.Model):
    """The rules of sending as they are now; without a row the shipped ones count."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=64, default="policy")
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_policy_a_workspace")]


class PolicyVersion(models.Model):
    """A policy a workspace had, by whom and when in real time."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "version"], name="one_document_a_policy_version")]
