"""Registers the domain with Django, its loops with the worker, and what is recorded of every callback."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class CallbacksConfig(AppConfig):
    name = "siyu.connect.callbacks"
    label = "connect_callbacks"

    def ready(self) -> None:
        from siyu.accounts.personal import register_personal
        from siyu.connect.callbacks.handlers import Handler, on_callback
        from siyu.jobs import loop, schedule
        from siyu.lib.text import Text

        label = Text("记入会员事件", "Record as events of members")
        path = "siyu.connect.callbacks.recording.record_facts"
        for kind in ("wecom", "official_account", "mini_program"):
            on_callback(Handler(f"facts.{kind}", label, kind, path))
        register_personal("siyu.connect.callbacks.erasing.STORES")
        loop("urgent callbacks", "siyu.connect.callbacks.lanes.run_urgent")
        loop("patient callbacks", "siyu.connect.callbacks.lanes.run_patient")
        schedule("forget-callbacks", "siyu.connect.callbacks.jobs.forget_callbacks", every=timedelta(hours=1))
