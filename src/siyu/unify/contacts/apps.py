"""Registers the domain with Django and its part of member 360."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace


class ContactsConfig(AppConfig):
    name = "siyu.unify.contacts"
    label = "unify_contacts"

    def ready(self) -> None:
        from siyu.unify.members.panels import Panel, register_panel

        register_panel(Panel("contacts", _panel))


def _panel(workspace: Workspace, member_id: int) -> Any:
    from siyu.unify.contacts.panel import member_contacts

    return member_contacts(workspace, member_id)
