"""Creating, changing and deleting funnels: the document is checked, a change names the version it was made from."""

from __future__ import annotations

from siyu.accounts.access import Access
from siyu.understand.behaviour.documents import FunnelDocument, as_json, read_document
from siyu.understand.behaviour.models import Funnel
from siyu.understand.behaviour.reading import FUNNELS, find_funnel
from siyu.understand.rules.vocabulary import known_of


def create_funnel(access: Access, raw: object) -> Funnel:
    """Save a new funnel; raises `Refusal` for a bad document or a taken name (409)."""
    document, _ = read_document(raw, known_of(access.workspace))
    funnel = Funnel(workspace=access.workspace, name=document.name)
    _keep(funnel, document)
    FUNNELS.create(access, funnel)
    return funnel


def change_funnel(access: Access, name: str, raw: object, version: int) -> Funnel:
    """Save a new version of a funnel.

    Raises `Refusal`: 409 when `version` is not the one that is saved; 422 for a bad document or one with another name.
    """
    funnel = find_funnel(access.workspace, name)
    document, _ = read_document(raw, known_of(access.workspace))
    FUNNELS.check_name(funnel, document.name)
    _keep(funnel, document)
    FUNNELS.change(access, funnel, version)
    return funnel


def delete_funnel(access: Access, name: str) -> None:
    """Delete a funnel with its versions."""
    FUNNELS.delete(access, find_funnel(access.workspace, name))


def _keep(funnel: Funnel, document: FunnelDocument) -> None:
    funnel.label = dict(document.label)
    funnel.document = as_json(document)
