"""What a workspace's features rest on now, what those kept last rest on, and whose facts moved between."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Max, Q

import siyu
from siyu.accounts.models import Workspace
from siyu.connect.loads.reading import finished_load
from siyu.lib import bitmaps
from siyu.understand.features.models import FeatureRun
from siyu.understand.features.registry import all_features
from siyu.unify.members.identity import identity_version
from siyu.unify.members.models import Merge
from siyu.unify.orders.models import OrderClaim

if TYPE_CHECKING:
    from pyroaring import BitMap

LEEWAY = timedelta(hours=1)
"""An undoing is written a moment after its time was taken; so much earlier ones are looked at again."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What features rest on; `claims` counts claims of orders and their undoings."""

    load: int
    identity: int
    merges: int
    claims: int
    catalogue: str


def mark_of(workspace: Workspace) -> Mark:
    """Return what features computed from now on rest on, or on more."""
    merges = Merge.objects.filter(workspace=workspace).aggregate(last=Max("pk"))["last"] or 0
    claims = OrderClaim.objects.filter(workspace=workspace)
    undone = claims.filter(undone_at__isnull=False).count()
    identity = identity_version(workspace)
    return Mark(finished_load(workspace), identity, merges, claims.count() + undone, catalogue_of(workspace))


def mark_of_run(run: FeatureRun) -> Mark:
    """Return what the features of a run rest on."""
    return Mark(run.load, run.identity, run.merges, run.claims, run.catalogue)


def catalogue_of(workspace: Workspace) -> str:
    """Return a word that differs when features may mean something else."""
    told = [(one.name, one.unit, one.source, one.window, one.about.en) for one in all_features()]
    return sha256(repr((siyu.__version__, workspace.zone, told)).encode()).hexdigest()[:16]


def last_run(workspace: Workspace) -> FeatureRun | None:
    """Return the run of the latest day, None before the first."""
    return FeatureRun.objects.filter(workspace=workspace).order_by("-on").first()


def moved_since(workspace: Workspace, run: FeatureRun) -> BitMap | None:
    """Return ids of whom facts came or went without a load: merged or parted since, or somebody who claimed an order.

    None when people changed in a way that no merge tells of.
    """
    changed = Q(pk__gt=run.merges) | Q(undone_at__gte=run.made_at - LEEWAY)
    merges = Merge.objects.filter(changed, workspace=workspace)
    if identity_version(workspace) != run.identity and not merges.exists():
        return None
    ids = {number for pair in merges.values_list("source", "target") for number in pair}
    ids.update(OrderClaim.objects.filter(workspace=workspace).values_list("source_id", flat=True))
    return bitmaps.from_ids(ids)


def note_run(workspace: Workspace, mark: Mark, run: dict[str, object]) -> None:
    """Write down what the features of a day rest on now."""
    values = {**asdict(mark), **run}
    FeatureRun.objects.update_or_create(workspace=workspace, on=values.pop("on"), defaults=values)
