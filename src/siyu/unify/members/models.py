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
    value = models.CharField(max_length=200)
    source_id = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind", "value"], name="one_owner_an_identifier")]
        indexes = [models.Index(fields=["workspace", "source_id"], name="identifiers_of_a_member")]


class MemberKey(models.Model):
    """The key that opens what is sealed for one person; destroyed when the person is erased."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    source_id = models.BigIntegerField()
    key = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "source_id"], name="one_key_a_source")]


class Merge(models.Model):
    """Two members are one person: reads of `source` show `target`. Undone by a date, never by deleting the row."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    source = models.BigIntegerField()
    target = models.BigIntegerField()
    because = models.CharField(max_length=200)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)


class IdentityMap(models.Model):
    """All merges, flattened: Arrow IPC bytes of (source_id, member_id) for the ids that are not their own member."""

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    version = models.BigIntegerField(default=0)
    moved = models.BinaryField(default=bytes)


class Presence(models.Model):
    """Which source ids have an identifier of a kind: one Roaring chunk of 2¹⁶ ids a row."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    chunk = models.IntegerField()
    bits = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "kind", "chunk"], name="one_row_a_presence_chunk")]
