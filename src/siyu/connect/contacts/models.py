"""Staff, corp tags, groups and the relations between staff and customers, as the platform last told of them."""

from __future__ import annotations

from django.db import models

from siyu.platforms.channels.models import Channel


class ContactSync(models.Model):
    """One reading of all that. `cursor` is how far its `step` has come.

    `leased_until` is when whoever reads is given up for dead; all in real time.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    is_full = models.BooleanField()
    by = models.CharField(max_length=254)
    step = models.CharField(max_length=20)
    cursor = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    error = models.JSONField(null=True)
    leased_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["channel"], condition=models.Q(finished_at=None), name="one_contact_sync_at_a_time"
            )
        ]


class StaffMember(models.Model):
    """Somebody of the corp's staff by the platform's userid; without the right to read names only that."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    userid = models.CharField(max_length=64)
    name = models.CharField(max_length=100, blank=True)
    position = models.CharField(max_length=200, blank=True)
    departments = models.JSONField(default=list)
    has_contact = models.BooleanField(default=False)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "userid"], name="one_staff_member_a_userid")]


class CorpTag(models.Model):
    """A tag of the corp."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    tag_id = models.CharField(max_length=64)
    name = models.CharField(max_length=100)
    group_name = models.CharField(max_length=100, blank=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "tag_id"], name="one_corp_tag_an_id")]


class ContactRelation(models.Model):
    """A member of staff and a customer, connected since an instant and perhaps until another; connected anew, it is the same row.

    `state` is what the way the customer came by carried, `tags` are ids of corp tags, which belong to the two. `heard_at` is
    when a callback last spoke of them.
    """

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    staff = models.CharField(max_length=64)
    external_userid = models.CharField(max_length=128)
    source_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    add_way = models.IntegerField(default=0)
    state = models.CharField(max_length=100, blank=True)
    remark = models.CharField(max_length=200, blank=True)
    tags = models.JSONField(default=list)
    heard_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "staff", "external_userid"], name="one_relation_of_two")
        ]
        indexes = [
            models.Index(fields=["source_id"], name="relations_of_a_member"),
            models.Index(fields=["channel", "external_userid"], name="relations_of_a_customer"),
        ]


class CustomerGroup(models.Model):
    """A group chat with customers; `seen` is the number of the last reading that met it."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    chat_id = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=64, blank=True)
    members = models.IntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    seen = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "chat_id"], name="one_customer_group_an_id")]


class GroupSeat(models.Model):
    """A customer in a group; who comes back has the same row."""

    group = models.ForeignKey(CustomerGroup, on_delete=models.CASCADE, related_name="seats")
    external_userid = models.CharField(max_length=128)
    source_id = models.BigIntegerField()
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    scene = models.IntegerField(default=0)
    state = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "external_userid"], name="one_seat_a_customer")]
        indexes = [models.Index(fields=["source_id"], name="seats_of_a_member")]
