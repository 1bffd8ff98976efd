"""Putting the named segments into a workspace."""

from __future__ import annotations

from importlib import resources
from typing import Any

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.lib import documents
from siyu.understand.segments.changing import create_segment
from siyu.understand.segments.models import Segment


def named_documents() -> list[dict[str, Any]]:
    """Return the documents of the segments Siyu ships with, by name."""
    folder = resources.files("siyu.understand.segments.named")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    return [documents.load(file.read_bytes()) for file in files]


def install_named_segments(workspace: Workspace) -> list[str]:
    """Create the named segments the workspace does not have and return their names; none is changed or evaluated."""
    held = set(Segment.objects.filter(workspace=workspace).values_list("name", flat=True))
    missing = [document for document in named_documents() if document["name"] not in held]
    return [create_segment(command_line(workspace), document).name for document in missing]
