"""Registers the domain with Django, its personal data, its part in callbacks, and the schedule of reading."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "siyu.connect.contacts"
    label = "connect_contacts"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.callbacks.handlers import Handler, on_callback
        from siyu.jobs import schedule
        from siyu.lib.text import Text

        register_personal("siyu.connect.contacts.erasing.STORES")
        on_callback(
            Handler(
                "contacts.wecom",
                Text("更新客户关系", "Keep who is connected"),
                "wecom",
                "siyu.connect.contacts.hearing.hear",
                names=frozenset(
                    f"change_external_contact.{change}"
                    for change in (
                        "add_external_contact", "add_half_external_contact", "edit_external_contact", "del_external_contact",
                        "del_follow_user",
                    )
                ),
            )
        )  # fmt: skip
        schedule("sync-contacts", "siyu.connect.contacts.jobs.sync_due_channels", every=timedelta(minutes=10))
