"""Registers the domain with Django: kinds of content, fields, and that templates are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from siyu.accounts.models import Workspace
    from siyu.engage.messaging.rendering import Described, Wanted
    from siyu.lib.errors import Refusal


class TemplatesConfig(AppConfig):
    name = "siyu.engage.templates"
    label = "engage_templates"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.engage.messaging.rendering import Templates, register_templates
        from siyu.engage.templates.contents.email import EMAIL
        from siyu.engage.templates.contents.kinds import register_content
        from siyu.engage.templates.contents.official_account import OFFICIAL_ACCOUNT
        from siyu.engage.templates.contents.sms import SMS
        from siyu.engage.templates.contents.webhook import WEBHOOK
        from siyu.engage.templates.contents.wecom import WECOM
        from siyu.engage.templates.fields import register_fields

        for kind in (WECOM, OFFICIAL_ACCOUNT, SMS, EMAIL, WEBHOOK):
            register_content(kind)
        for source in ("members", "given", "stages", "tags", "features"):
            register_fields(f"siyu.engage.templates.sources.{source}.SOURCE")
        register_personal("siyu.engage.templates.erasing.STORES")
        register_templates(Templates(_describe, _render))


def _describe(workspace: Workspace, name: str, version: int | None) -> Described:
    from siyu.engage.templates.serving import describe

    return describe(workspace, name, version)


def _render(
    workspace: Workspace, name: str, version: int, transport: str, wanted: Sequence[Wanted]
) -> Sequence[dict[str, Any] | Refusal]:
    from siyu.engage.templates.serving import render

    return render(workspace, name, version, transport, wanted)
