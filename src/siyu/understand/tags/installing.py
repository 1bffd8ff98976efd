"""Putting the named tags into a workspace."""

from __future__ import annotations

from importlib import resources
from typing import Any

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.lib import documents
from siyu.understand.tags.changing import create_tag
from siyu.understand.tags.models import Tag


def named_documents() -> list[dict[str, Any]]:
    """Return the documents of the tags Siyu ships with, by name."""
    folder = resources.files("siyu.understand.tags.named")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return [documents.load(file.read_bytes()) for file in files]


def install_named_tags(workspace: Workspace) -> list[str]:
    """Create the named tags the workspace does not have and return their names; none is changed or evaluated."""
    held = set(Tag.objects.filter(workspace=workspace).values_list("name", flat=True))
    missing = [document for document in named_documents() if document["name"] not in held]
    return [create_tag(command_line(workspace), document).name for document in missing]
