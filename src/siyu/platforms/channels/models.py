"""Channels, the access tokens they hold at the moment, and the calls made for them."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Channel(models.Model):
    """An account of the brand on a platform. `secrets` are sealed; only `opening.secrets_of` opens them.

    `callback_key` is the part of the callback address that nobody can guess; `callback_verified_at` is when the platform last
    had it answered. A disabled channel keeps its row.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=100)
    identity = models.CharField(max_length=200)
    base_url = models.CharField(max_length=500)
    settings = models.JSONField(default=dict)
    secrets = models.BinaryField(default=bytes)
    callback_key = models.CharField(max_length=64, unique=True)
    callback_verified_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    disabled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_channel_a_name")]


class ChannelCheck(models.Model):
    """What a look at the channel's setup found, by whom and when in real time; the last twenty are kept."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="checks")
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)
    findings = models.JSONField()


class AccessToken(models.Model):
    """The token a secret of a channel was given, sealed. `version` grows with every other value.

    Before `expires_at`, at `renew_at`, the next one is asked for; `leased_until` ends the lease of whoever asks. All in real time.
    """

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    holder = models.CharField(max_length=32)
    value = models.BinaryField(default=bytes)
    version = models.PositiveBigIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)
    renew_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "holder"], name="one_token_a_secret")]


class PlatformCall(models.Model):
    """One request to a platform, in real time: no query, no body, nothing about anybody.

    `errcode` is what the platform answered; `problem` says why there was no answer: `timeout`, `unreachable`, `broken`, `http_502`.
    """

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200)
    errcode = models.IntegerField(null=True)
    problem = models.CharField(max_length=20, blank=True)
    ms = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["channel", "at"], name="calls_of_a_channel")]
