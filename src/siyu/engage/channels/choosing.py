"""Which of a workspace's channels a transport sends by."""

from __future__ import annotations

from collections.abc import Collection

from siyu.engage.messaging.transports import Route
from siyu.platforms.channels.models import Channel


def channel_of(route: Route, kinds: Collection[str]) -> Channel | None:
    """Return the channel of the route's account, by its name or identity; without an account the oldest one of the kinds."""
    found = Channel.objects.filter(workspace=route.workspace, kind__in=kinds, disabled_at=None).order_by("pk")
    if not route.account:
        return found.first()
    return next((one for one in found if route.account in {one.name, one.identity}), None)
