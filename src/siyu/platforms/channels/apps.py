"""Registers the domain with Django, the kinds of channels known here, and the upkeep of the call log."""

from __future__ import annotations

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "siyu.platforms.channels"
    label = "platforms_channels"

    def ready(self) -> None:
        from siyu.jobs import schedule
        from siyu.platforms.channels.kinds import register_channel_kind

        register_channel_kind("siyu.platforms.wecom.kind.WECOM")
        register_channel_kind("siyu.platforms.official.kind.OFFICIAL_ACCOUNT")
        register_channel_kind("siyu.platforms.mini.kind.MINI_PROGRAM")
        schedule("forget-platform-calls", "siyu.platforms.channels.jobs.forget_old_calls")
