"""State of members: who they are, by what they are known, who was merged into whom."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Member(models.Model):
    """A person the brand can recognise. `member_id` is dense within the workspace and never used again."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    member_id = models.BigIntegerField()
    name = models.CharField(max_length=200, blank=True)
    joined_on = models.DateField(null=True)
    attributes = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "member_id"], name="one_member_id_a_workspace")]


class Identifier(models.Model):
    """Something a person is known by. It keeps the member it was made for: that number is the `source_id` of facts."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    scope = models.CharField(max_length=64, blank=True, default="")
    value = models.CharField(max_length=200)
    source_id = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "kind", "value", "scope"], name="one_owner_an_identifier")
        ]
        indexes = [models.Index(fields=["workspace", "source_id"], name="identifiers_of_a_member")]


class MemberKey(models.Model):
    """The key that opens what is sealed for one person; destroyed when the person is erased."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    source_id = models.BigIntegerField()
    key = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "source_id"], name="one_key_a_source")]


class Evidence(models.Model):
    """Two ids, the smaller one `left`, were seen together in one row or event: facts about identity, never changed."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    left = models.BigIntegerField()
    right = models.BigIntegerField()
    reference = models.CharField(max_length=100, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "left", "right"], name="evidence_once")]
        indexes = [models.Index(fields=["workspace", "right"], name="evidence_from_the_right")]


class Decision(models.Model):
    """A person said who is one person and who is not; it stands against what comes in later, until it is undone."""

    ONE, APART = "one", "apart"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=5)
    because = models.CharField(max_length=200)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=100, blank=True)


class DecisionSide(models.Model):
    """An id a decision is about: all are one person, or those on different sides are different people."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="sides")
    source_id = models.BigIntegerField()
    side = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["workspace", "source_id"], name="decisions_about_an_id")]


class Merge(models.Model):
    """Two members are one person: reads of `source` show `target`. It rests on evidence or on a decision.

    Undone by a date, never by deleting the row.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    source = models.BigIntegerField()
    target = models.BigIntegerField()
    because = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "source"], name="merges_of_a_source"),
            models.Index(fields=["workspace", "target"], name="merges_into_a_target"),
        ]


class Conflict(models.Model):
    """An id that links nobody although it was seen with several people: open until somebody decides, or evidence does."""

    SHARED, OVERSHARED, FULL = "shared", "overshared", "full"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    source_id = models.BigIntegerField()
    why = models.CharField(max_length=10)
    reference = models.CharField(max_length=100, blank=True)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "source_id"],
                condition=models.Q(released_at=None),
                name="one_standing_conflict_an_id",
            )
        ]
        indexes = [models.Index(fields=["workspace", "-id"], name="conflicts_newest_first")]


class IdentityMap(models.Model):
    """How often the merges of a workspace changed."""

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    version = models.BigIntegerField(default=0)


class IdentityChunk(models.Model):
    """All merges, flattened, for 2¹² ids: the ids that are not their own member, then their members, as 64-bit integers."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    chunk = models.IntegerField()
    moved = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "chunk"], name="one_row_an_identity_chunk")]


class Presence(models.Model):
    """Which source ids have an identifier of a kind: one Roaring chunk of 2¹⁶ ids a row."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    chunk = models.IntegerField()
    bits = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind", "chunk"], name="one_row_a_presence_chunk")]
