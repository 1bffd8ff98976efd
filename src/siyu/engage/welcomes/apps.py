"""Registers the domain with Django, its handlers of callbacks, and what it has to say about contact codes."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class WelcomesConfig(AppConfig):
    name = "siyu.engage.welcomes"
    label = "engage_welcomes"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.callbacks.handlers import URGENT, Handler, on_callback
        from siyu.connect.contact_codes.checks import register_code_check
        from siyu.jobs import schedule
        from siyu.lib.text import Text

        below, change = "siyu.engage.welcomes", "change_external_contact"
        added = frozenset({f"{change}.add_external_contact", f"{change}.add_half_external_contact"})
        on_callback(
            Handler("welcomes.welcome", Text("发欢迎语", "Send the welcome"), "wecom", f"{below}.welcoming.welcome",
                    names=added, needs="WelcomeCode", lane=URGENT),
            Handler("welcomes.tags", Text("打企业标签", "Give corp tags"), "wecom", f"{below}.marking.mark_tags",
                    names=added, needs="State"),
        )  # fmt: skip
        register_code_check(f"{below}.texts.check_welcome")
        register_personal(f"{below}.erasing.STORES")
        schedule("settle-welcomes", f"{below}.jobs.settle_left", every=timedelta(minutes=1))
