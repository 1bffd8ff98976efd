"""The cast of every test: the shop of Alice and Bob, Charlie from elsewhere, a home of its own, and no network."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from siyu.accounts.models import Role, User, Workspace
from tests.client import ApiClient
from tests.migrated import django_db_keepdb, django_db_modify_db_settings

__all__ = ["django_db_keepdb", "django_db_modify_db_settings"]

MakeClient = Callable[..., ApiClient]

PASSWORD = "correct horse battery"
SHOP = 1_000_000
"""The number of the shop's workspace, the same in every test: rows that were kept of one fit another."""


# A busy machine is slow: how long an example takes says nothing. Fixtures of a function are shared by its examples knowingly.
# What lands is judged by the same examples each time; `make test-drawn` looks for new ones.
settings.register_profile(
    "siyu",
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=os.environ.get("SIYU_DRAW") != "anew",
)
settings.load_profile("siyu")

DATABASE = {"db", "transactional_db"}
"""Without these fixtures, or the mark that stands for them, pytest-django lets no test near the database."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="leave out tests that do not use the database of DATABASE_URL"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the browser tests last: Playwright leaves a loop in the thread, in which Django refuses to use a database."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    if config.getoption("database_only"):
        others = [item for item in items if not _uses_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if _uses_database(item)]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say aloud when an engine was left out."""
    reasons = {str(report.longrepr[2]) for report in terminalreporter.getreports("skipped")}
    for reason in sorted(one for one in reasons if "Spark: " in one):
        terminalreporter.write_line(f"— nothing ran on Spark: {reason.partition('Spark: ')[2]} —", yellow=True)


def pytest_collection_finish() -> None:
    """Keep what is loaded by now out of every later search for garbage, and search less often: a tenth of a run's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _uses_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(
        getattr(item, "fixturenames", ())
    )


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
    return found_shop()


@pytest.fixture
def shop(workspace: Workspace, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The shop with its 20 members and all their orders, every number known by hand."""
    from tests.kept_shop import bring_shop

    return bring_shop(workspace, home, tmp_path_factory)


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


def found_shop() -> Workspace:
    """Create the workspace of the shop, with nothing in it."""
    return Workspace.objects.create(
        pk=SHOP,
        slug="shop",
        name="Shop",
        currency="USD",
        zone="America/New_York",
        clock_stands_at=datetime(2018, 1, 1, 4, 59, 59, tzinfo=UTC),
    )


def _person(email: str, name: str, workspace: Workspace, role: str) -> User:
    user = User.objects.make(email, name, PASSWORD)
    Role.objects.create(user=user, workspace=workspace, role=role)
    return user


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
