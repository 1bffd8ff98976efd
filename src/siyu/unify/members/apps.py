"""Registers the domain with Django and with the registries of lower wings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace
    from siyu.connect.loads.stages import Resolved, Values


class MembersConfig(AppConfig):
    name = "siyu.unify.members"
    label = "unify_members"

    def ready(self) -> None:
        from siyu.connect.imports.identifiers import register_identifiers
        from siyu.connect.imports.kinds import register
        from siyu.connect.loads.stages import register_resolver
        from siyu.unify.members.kinds import IDENTIFIERS, MEMBERS

        register_identifiers(*IDENTIFIERS)
        register(MEMBERS)
        register_resolver(_resolve)


def _resolve(workspace: Workspace, values: Values) -> Resolved:
    """Load NumPy only when a batch comes in."""
    from siyu.unify.members.resolve import resolve

    return resolve(workspace, values)
