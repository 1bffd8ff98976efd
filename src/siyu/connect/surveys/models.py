"""Surveys with the document people answer now, and its versions. Answers are events in the lake, not rows here."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Survey(models.Model):
    """A form at the public address `/f/<token>`; a closed one takes no answers any more."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=24, unique=True)
    title = models.JSONField()
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True)


class SurveyVersion(models.Model):
    """A document a survey had, by whom and when in real time: an answer names the version it was given to."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "version"], name="one_document_a_survey_version")]
