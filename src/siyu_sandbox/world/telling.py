"""Events of the corp on their way to the apps that may see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from siyu_sandbox.world.apps import App
from siyu_sandbox.world.world import World

CONTACT = frozenset({"contact", "app"})
DIRECTORY = frozenset({"directory", "app"})

Extra = Callable[[App], dict[str, Any]]


def tell_corp(
    world: World,
    event: str,
    change: str = "",
    *,
    kinds: frozenset[str] = CONTACT,
    about: str = "",
    extra: Extra | None = None,
    **tags: Any,
) -> None:
    """Send an event to every app of these kinds that sees member `about`; `extra` adds what differs between apps."""
    for app in world.apps.values():
        if app.kind in kinds and (not about or app.sees(about)):
            world.deliveries.tell(
                app,
                world.corpid,
                {
                    "ToUserName": world.corpid,
                    "FromUserName": "sys",
                    "CreateTime": world.clock.now(),
                    "MsgType": "event",
                    "Event": event,
                    **({"ChangeType": change} if change else {}),
                    **tags,
                    **(extra(app) if extra else {}),
                },
            )
