"""Where a generated brand lies, and entering it as a Siyu instance of its own."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Home:
    """The instance of one size."""

    root: Path
    members: int

    @property
    def folder(self) -> Path:
        return self.root / str(self.members)

    @property
    def stamp(self) -> Path:
        return self.folder / "stamp.json"

    @property
    def files(self) -> Path:
        return self.folder / "files.json"

    def listing(self) -> dict[str, Any]:
        """Return the live Parquet files by table, and the Delta version of each table."""
        listing: dict[str, Any] = json.loads(self.files.read_text())
        return listing


def enter(home: Home) -> None:
    """Point Django at the instance and bring its database up to date."""
    home.folder.mkdir(parents=True, exist_ok=True)
    os.environ["SIYU_HOME"] = str(home.folder.resolve())
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siyu.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    if not home.stamp.exists():
        call_command("migrate", verbosity=0)
