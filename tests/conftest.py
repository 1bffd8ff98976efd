"""The cast of every test: the shop of Alice and Bob, Charlie from elsewhere, a home of its own, and no network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from siyu.accounts.models import Role, User, Workspace
from tests.client import ApiClient

MakeClient = Callable[..., ApiClient]

PASSWORD = "correct horse battery"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: Playwright leaves a loop in the thread, in which Django refuses to use a database."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """A new SIYU_HOME, so that no test sees the lake of another."""
    settings.SIYU_HOME = tmp_path
    return tmp_path


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise OSError(f"a test may not connect to {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture
def workspace(db: None) -> Workspace:
    """The shop; its clock stands at the end of 2017 in New York."""
    return Workspace.objects.create(
        slug="shop",
        name="Shop",
        currency="USD",
        zone="America/New_York",
        clock_stands_at=datetime(2018, 1, 1, 4, 59, 59, tzinfo=UTC),
    )


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    """The shop with its 20 members and all their orders, every number known by hand."""
    from tests.small_shop import open_shop

    return open_shop(workspace)


@pytest.fixture
def elsewhere(db: None) -> Workspace:
    """The other brand on the same server."""
    return Workspace.objects.create(slug="elsewhere", name="Elsewhere")


@pytest.fixture
def alice(workspace: Workspace) -> User:
    """The owner of the shop."""
    return _person("alice@shop.example", "Alice", workspace, "owner")


@pytest.fixture
def bob(workspace: Workspace) -> User:
    """An operator of the shop."""
    return _person("bob@shop.example", "Bob", workspace, "operator")


@pytest.fixture
def dora(workspace: Workspace) -> User:
    """An analyst of the shop."""
    return _person("dora@shop.example", "Dora", workspace, "analyst")


@pytest.fixture
def charlie(workspace: Workspace, elsewhere: Workspace) -> User:
    """The outsider: owner of another workspace."""
    return _person("charlie@elsewhere.example", "Charlie", elsewhere, "owner")


@pytest.fixture
def api() -> MakeClient:
    """Make a client of the API: `api(alice).get("/session")`, `api(key=secret)`, `api()` for nobody."""
    return ApiClient


def _person(email: str, name: str, workspace: Workspace, role: str) -> User:
    user = User.objects.make(email, name, PASSWORD)
    Role.objects.create(user=user, workspace=workspace, role=role)
    return user


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
