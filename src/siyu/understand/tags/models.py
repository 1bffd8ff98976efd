"""Tags, their versions, who has them as bitmap chunks, what changed, and the acts that give and take manual ones."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Tag(models.Model):
    """A tag as it is now. `version` rises with every change; `evaluated_…` say what the kept members rest on.

    `members` have any of its values, `base` all members there were; `doubts` are labels that say why a model is not to
    be trusted. A retired tag keeps all it has and is shown nowhere but in the list of retired ones.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=64)
    label = models.JSONField()
    group = models.CharField(max_length=12)
    type = models.CharField(max_length=8)
    owner = models.CharField(max_length=100)
    source = models.CharField(max_length=40, blank=True)
    expires_days = models.PositiveIntegerField(null=True)
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=254)
    evaluated_version = models.PositiveIntegerField(null=True)
    evaluated_at = models.DateTimeField(null=True)
    evaluated_load = models.BigIntegerField(null=True)
    evaluated_identity = models.BigIntegerField(null=True)
    members = models.BigIntegerField(null=True)
    base = models.BigIntegerField(null=True)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.CharField(max_length=254, blank=True)
    doubts = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_tag_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def coverage(self) -> float | None:
        """The part of the base that has it; None before the first evaluation."""
        return None if self.members is None else (self.members / self.base if self.base else 0.0)


class TagVersion(models.Model):
    """A document a tag had, by whom and when in real time."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "version"], name="one_document_a_tag_version")]


class TagMembership(models.Model):
    """The members that have a value of a tag, as last evaluated: one Roaring chunk of 2¹⁶ ids a row."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    value = models.CharField(max_length=100)
    chunk = models.IntegerField()
    bits = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "value", "chunk"], name="one_row_a_tag_value_chunk")]


class TagPoint(models.Model):
    """How many members had a tag at the end of a brand day, in all and by value, as last evaluated that day."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="points")
    on = models.DateField()
    members = models.BigIntegerField()
    base = models.BigIntegerField()
    values = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "on"], name="one_tag_point_a_day")]


class TagAct(models.Model):
    """Somebody gave members a value or took it off; an undone act counts as if it had never been.

    `at` is business time, `made_at` real time; `value` is empty where it was taken off; `origin` names the import whose
    rows each carry a value and an instant of their own.
    """

    ASSIGN, REMOVE, IMPORT = "assign", "remove", "import"

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="acts")
    how = models.CharField(max_length=8)
    value = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254)
    via = models.CharField(max_length=12)
    about = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=64, blank=True)
    members = models.BigIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=254, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "origin"], condition=~models.Q(origin=""), name="one_act_a_tag_and_import"
            )
        ]
        indexes = [models.Index(fields=["tag", "-id"], name="tag_acts_newest_first")]


class TagMark(models.Model):
    """One person an act is about: under the id the value came in for, it stays there whoever that id belongs to."""

    act = models.ForeignKey(TagAct, on_delete=models.CASCADE, related_name="+")
    source_id = models.BigIntegerField()
    value = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["source_id", "act"], name="tag_marks_of_a_person")]


class TagActChunk(models.Model):
    """The many people an act is about: one Roaring chunk of 2¹⁶ source ids a row."""

    act = models.ForeignKey(TagAct, on_delete=models.CASCADE, related_name="+")
    chunk = models.IntegerField()
    bits = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "chunk"], name="one_row_a_tag_act_chunk")]


class TagChange(models.Model):
    """Members of one chunk whose value went from `before` to `value` at one moment; empty is without the tag.

    A row for each kind of change and 65,536 ids, however many members changed. `cause` is `rule`, `model`,
    `delivered`, `act`, `undo` or `expired`.
    """

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()
    cause = models.CharField(max_length=10)
    act = models.ForeignKey(TagAct, on_delete=models.CASCADE, null=True, related_name="+")
    before = models.CharField(max_length=100, blank=True)
    value = models.CharField(max_length=100, blank=True)
    chunk = models.IntegerField()
    bits = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["tag", "chunk", "-id"], name="tag_changes_newest_first"),
            models.Index(fields=["chunk", "-id"], name="tag_changes_of_a_chunk"),
        ]


class SourceTable(models.Model):
    """Which source gives tags of which groups, as a document; without a row the defaults hold."""

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=254)
