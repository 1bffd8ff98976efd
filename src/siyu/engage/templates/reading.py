"""Finding templates: one by its name, and the list of a workspace."""

from __future__ import annotations

from siyu.accounts.definitions import Definitions
from siyu.accounts.models import Workspace
from siyu.engage.templates.models import Template
from siyu.lib.text import Text

TEMPLATES = Definitions(Template, "template", Text("模板", "template"), ("label", "content_class", "channels"))


def find_template(workspace: Workspace, name: str) -> Template:
    """Return the template; raises `Refusal` (404) with the nearest known name."""
    return TEMPLATES.find(workspace, name)


def list_templates(
    workspace: Workspace, search: str = "", content_class: str = "", channel: str = ""
) -> list[Template]:
    """Return the templates, the last changed first, whose name or label holds the words, of a class and channel if given."""
    words = search.strip().lower()
    found = Template.objects.filter(workspace=workspace).order_by("-updated_at", "name")
    if content_class:
        found = found.filter(content_class=content_class)
    # A workspace has hundreds of templates, not millions: they are looked through here.
    return [one for one in found if _holds(one, words) and (not channel or channel in one.channels)]


def _holds(template: Template, words: str) -> bool:
    return words in template.name or any(words in text.lower() for text in template.label.values())
