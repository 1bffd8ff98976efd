"""Message templates and the documents they had."""

from __future__ import annotations

from django.db import models

from siyu.accounts.models import Workspace


class Template(models.Model):
    """A template as it is now; `version` rises with every change. `channels` are the kinds of content it has."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=64)
    label = models.JSONField()
    content_class = models.CharField(max_length=13)
    channels = models.JSONField()
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = models.CharField(max_length=254)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="one_message_template_a_name")]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """A document a template had, by whom and when in real time: a message names the version it was written by."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "version"], name="one_document_a_message_template_version")
        ]
