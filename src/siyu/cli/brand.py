"""One workspace from Python: the same functions the commands call.

import siyu
shop = siyu.open("demo", home="siyu-data")
shop.sql("select count(*) from orders").to_pandas()
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from siyu.cli.session import open_home, workspace_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    import pyarrow as pa
    from pyroaring import BitMap

    from siyu.accounts.models import Workspace
    from siyu.connect.imports.models import Import
    from siyu.engine.query import Answer

    RuleLike = str | Mapping[str, Any]

_ALL_ROWS = 2**31


def open_brand(workspace: str | None = None, *, home: str | Path | None = None) -> Brand:
    """Open a workspace, by default the only one of the home; `home` defaults to SIYU_HOME, else ./siyu-data.

    A process opens one home. Raises `siyu.lib.errors.Refusal` when the home or the workspace is not there.
    """
    open_home(home)
    return Brand(workspace_of(workspace))


class Brand:
    """A brand's facts and members, open for questions."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __repr__(self) -> str:
        return f"<siyu.Brand {self.workspace.slug}>"

    def sql(self, query: str, *, seconds: float = 60.0) -> pa.Table:
        """Return the rows of a reading SQL statement over the lake's tables, every row of it."""
        import pyarrow as pa

        answer = self.query(query, limit=_ALL_ROWS, seconds=seconds)
        columns = list(zip(*answer.rows, strict=True)) or [()] * len(answer.columns)
        return pa.Table.from_arrays([pa.array(column) for column in columns], names=list(answer.columns))

    def query(self, query: str, *, limit: int = 10_000, seconds: float = 60.0) -> Answer:
        """Return at most `limit` rows of a reading SQL statement, and whether there were more."""
        from siyu.connect.loads.reading import claims_of, finished_load
        from siyu.engine.lake import Lake
        from siyu.engine.query import run_query
        from siyu.unify.members.identity import read_identity

        lake = Lake(self.workspace.lake_path)
        lake.ensure()
        identity = read_identity(self.workspace)
        done = finished_load(self.workspace)
        claims = claims_of(self.workspace)
        return run_query(lake, query, done, identity=identity, claims=claims, limit=limit, seconds=seconds)

    def import_file(
        self,
        kind: str,
        path: str | Path,
        mapping: Mapping[str, Any] | None = None,
        *,
        encoding: str | None = None,
        sheet: str | None = None,
        dry_run: bool = False,
        progress: Callable[[Import], None] | None = None,
    ) -> Import:
        """Import a CSV, JSON Lines, Excel or Parquet file and return the finished import with its counts.

        `sheet` names one of several sheets of a workbook. Without a mapping the best proposal for the kind is taken.
        `progress` is called after each step. Raises `Refusal` when the file or the mapping can't be used; refused rows
        are in the import's quarantine.
        """
        from siyu.cli.importing import import_file

        return import_file(
            self.workspace,
            kind,
            Path(path),
            mapping,
            encoding=encoding,
            sheet=sheet,
            dry_run=dry_run,
            progress=progress,
        )

    def segment(self, rule: RuleLike, *, at: datetime | None = None) -> BitMap:
        """Return the ids of the members a rule holds for: a rule, a segment document, or the name of a saved segment.

        `at` defaults to the workspace's clock. Raises `Refusal` with the path of what is wrong in the rule.
        """
        from siyu.cli.questions import members_of

        return members_of(self.workspace, rule, at)[0]

    def segment_count(self, rule: RuleLike, *, at: datetime | None = None) -> int:
        """Return how many members a rule holds for."""
        return len(self.segment(rule, at=at))

    def tag(self, name: str) -> dict[str, BitMap]:
        """Return the ids of the members of each value of a tag. Raises `Refusal` with the nearest name."""
        from siyu.understand.tags.reading import find_tag, values_of

        return values_of(find_tag(self.workspace, name))

    def features(
        self, names: Sequence[str] | None = None, *, rule: RuleLike | None = None, at: datetime | None = None
    ) -> pa.Table:
        """Return (member_id, one column a feature), all features by default, for all members or those of a rule.

        Facts after `at` are never seen. Money is in minor units of the workspace's currency.
        """
        from siyu.cli.questions import features_of

        return features_of(self.workspace, names, rule, at)
