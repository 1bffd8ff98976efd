"""A sign-in that failed: what the throttle counts."""

from __future__ import annotations

from django.db import models


class FailedSignIn(models.Model):
    """`subject` is a keyed hash of the e-mail or the network address, because neither needs to be known."""

    kind = models.CharField(max_length=10)
    subject = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "subject", "at"], name="failed_sign_ins_of_a_subject")]
