"""Saving, changing and deleting templates: the document is checked, a change names the version it was made from."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from siyu.accounts.access import Access
from siyu.accounts.models import Workspace
from siyu.engage.messaging.models import Batch, Message
from siyu.engage.templates.documents import TemplateDocument, read_template
from siyu.engage.templates.models import Template
from siyu.engage.templates.reading import TEMPLATES, find_template
from siyu.lib.errors import Refusal

MOST_NAMED = 5


def create_template(access: Access, raw: object) -> Template:
    """Save a new template; raises `Refusal` for a bad document or a taken name."""
    document = read_template(access.workspace, raw)
    template = Template(workspace=access.workspace, name=document.name)
    _keep(template, document)
    TEMPLATES.create(access, template)
    return template


def change_template(access: Access, name: str, raw: object, version: int) -> Template:
    """Save a new version; raises `Refusal`: 409 when `version` is not the saved one, 422 for a bad document or another name."""
    template = find_template(access.workspace, name)
    document = read_template(access.workspace, raw)
    TEMPLATES.check_name(template, document.name)
    _keep(template, document)
    TEMPLATES.change(access, template, version)
    return template


def apply_template(access: Access, raw: object) -> tuple[Template, str]:
    """Save a document under its name, and say whether that `created`, `changed` or, being the same, `kept` it."""
    document = read_template(access.workspace, raw)
    try:
        template = find_template(access.workspace, document.name)
    except Refusal:
        return create_template(access, raw), "created"
    if template.document == document.as_json():
        return template, "kept"
    return change_template(access, template.name, raw, template.version), "changed"


def delete_template(access: Access, name: str) -> None:
    """Delete a template with its versions; raises `Refusal` (409) while messages still to be sent need it."""
    TEMPLATES.delete(access, find_template(access.workspace, name), lambda: _users(access.workspace, name))


def _users(workspace: Workspace, name: str) -> list[str]:
    batches = Batch.objects.filter(workspace=workspace, template=name).exclude(state=Batch.CANCELLED)
    waiting = Message.objects.filter(workspace=workspace, template=name, state__in=Message.PENDING)
    sending = batches.filter(Q(state=Batch.GATHERING) | Exists(waiting.filter(batch=OuterRef("pk"))))
    # Single messages have no name; their keys say what wants them sent.
    single = waiting.filter(batch=None).values_list("effect_key", flat=True)[:MOST_NAMED]
    return [*sending.values_list("name", flat=True)[:MOST_NAMED], *single]


def _keep(template: Template, document: TemplateDocument) -> None:
    template.label = dict(document.label)
    template.content_class = document.content_class
    template.channels = list(document.contents)
    template.document = document.as_json()
