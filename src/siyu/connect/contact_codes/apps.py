"""Registers the domain with Django, what it does with callbacks, and the loop that keeps codes as they should be."""

from __future__ import annotations

from django.apps import AppConfig


class ContactCodesConfig(AppConfig):
    name = "siyu.connect.contact_codes"
    label = "connect_contact_codes"

    def ready(self) -> None:
        from siyu.connect.callbacks.enriching import register_enrichment
        from siyu.connect.callbacks.handlers import URGENT, Handler, on_callback
        from siyu.jobs import loop
        from siyu.lib.text import Text

        below = "siyu.connect.contact_codes.counting"
        change = "change_external_contact"
        on_callback(
            Handler(
                "contact_codes.adds", Text("活码计数", "Count the contact code"), "wecom", f"{below}.count_adds",
                names=frozenset({f"{change}.add_external_contact", f"{change}.add_half_external_contact"}),
                needs="State", lane=URGENT,
            ),
            Handler(
                "contact_codes.staff", Text("核对活码背后的员工", "Check who stands behind codes"), "wecom",
                f"{below}.note_staff",
                names=frozenset({f"change_contact.{one}" for one in ("create_user", "update_user", "delete_user")}),
            ),
        )  # fmt: skip
        register_enrichment("siyu.connect.contact_codes.telling.tell_of_code")
        loop("contact codes", "siyu.connect.contact_codes.lane.run")
