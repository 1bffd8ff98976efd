"""`python -m bench.duplicates`: a whole search for probable duplicates in a workspace of generated members with known truth.

The members (`tests/alike.py`) are Chinese families, namesakes, placeholders, and one in twenty-five is there twice; the home is
made for the run and removed.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import tempfile
import time

GIGABYTE = 1024**3


def main() -> None:
    """Search once, and a second time when everything is known, and print seconds, memory, precision and recall."""
    asked = _arguments()
    home = tempfile.mkdtemp(prefix="siyu-bench-")
    os.environ.update(SIYU_HOME=home, DJANGO_SETTINGS_MODULE="siyu.config.settings")
    os.environ.pop("DATABASE_URL", None)
    try:
        _measure(asked.people, asked.seed)
    finally:
        shutil.rmtree(home)


def _measure(people: int, seed: int) -> None:
    import django

    django.setup()
    from siyu.unify.duplicates.models import DuplicateProposal
    from tests.alike import agreement

    true = _fill(people, seed)
    print(f"{people:,} members, seed {seed}, {len(true):,} of them twice; {_peak():.2f} GB before the search")
    for turn in ("first", "second"):
        started, used = time.perf_counter(), time.process_time()
        found = _search()
        seconds, processor = time.perf_counter() - started, time.process_time() - used
        print(f"  {turn}: {seconds:.1f} s (processors {processor:.1f} s), peak {_peak():.2f} GB, {found}")
    proposed = set(DuplicateProposal.objects.values_list("left", "right"))
    precision, recall, f1 = agreement(proposed, true)
    print(f"  precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")


def _fill(people: int, seed: int) -> set[tuple[int, int]]:
    """Open a workspace with the members and return the true pairs of their numbers."""
    from django.conf import settings
    from django.core.management import call_command

    from siyu.accounts.models import Workspace
    from siyu.unify.members.models import Member
    from tests.alike import Alike

    for database in settings.DATABASES:
        call_command("migrate", database=database, verbosity=0)
    workspace = Workspace.objects.create(slug="bench", name="Bench")
    alike = Alike(people, seed=seed)
    members = (
        Member(workspace=workspace, member_id=number, name=one.name, attributes=one.attributes())
        for number, one in enumerate(alike.records, start=1)
    )
    Member.objects.bulk_create(members, batch_size=2_000)
    return {(left + 1, right + 1) for left, right in alike.pairs()}


def _search() -> str:
    from siyu.accounts.access import command_line
    from siyu.accounts.models import Workspace
    from siyu.unify.duplicates.asking import ask_search
    from siyu.unify.duplicates.searching import run_search

    search = run_search(ask_search(command_line(Workspace.objects.get()), queue=False).pk)
    return f"{search.found:,} proposed, {search.fresh:,} of them new"


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / GIGABYTE


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
