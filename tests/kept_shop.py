"""The small shop is loaded once a process; every further test gets a copy of its files and rows, all the same and sooner."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from siyu.accounts.models import Workspace
from siyu.connect.inbox.router import LABELS as RECEIVED
from tests.small_shop import open_shop

_kept: list[KeptShop] = []


class KeptShop:
    """What loading the shop added: files below the home, rows of each model, and the workspace as it was then."""

    def __init__(self, workspace: Workspace, home: Path, copy: Path) -> None:
        before = {model: set(_rows(model).values_list("pk", flat=True)) for model in _models()}
        open_shop(workspace)
        self.workspace = Workspace.objects.get(pk=workspace.pk)
        self.rows = {model: list(_rows(model).exclude(pk__in=pks)) for model, pks in before.items()}
        self.files = shutil.copytree(home, copy, dirs_exist_ok=True)

    def bring(self, home: Path) -> None:
        """Put files and rows into a home that has the workspace, still empty, under the same number."""
        shutil.copytree(self.files, home, dirs_exist_ok=True)
        for model, rows in self.rows.items():
            model._base_manager.bulk_create(rows)
        self.workspace.save(force_update=True)


def bring_shop(workspace: Workspace, home: Path, copies: pytest.TempPathFactory) -> Workspace:
    """Put the shop into its empty workspace, as `open_shop` does."""
    if not _kept:
        _kept.append(KeptShop(workspace, home, copies.mktemp("shop")))
    else:
        _kept[0].bring(home)
        workspace.refresh_from_db()
    return workspace


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model is not Workspace and model._meta.app_label not in RECEIVED]


def _rows(model: type[models.Model]) -> models.QuerySet[models.Model]:
    return model._base_manager.order_by("pk")
