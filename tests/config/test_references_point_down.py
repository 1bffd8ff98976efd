"""What import-linter cannot see: foreign keys and migrations, too, only ever point down the loop."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).parents[2]


def _order() -> list[str]:
    """The layers from the bottom up, as import-linter is told them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [name.strip() for layer in reversed(layers) for name in layer.split(":")]


def _layer(module: str) -> int:
    """The height of a siyu module; packages of others are below everything."""
    parts = module.split(".")
    return _order().index(parts[1]) if parts[0] == "siyu" else -1


def _own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("siyu.")]


def _foreign_keys() -> list[tuple[type[models.Model], models.ForeignKey]]:
    fields = [(model, field) for model in _own_models() for field in model._meta.get_fields()]
    return [(model, field) for model, field in fields if isinstance(field, models.ForeignKey)]


def test_foreign_keys_point_down() -> None:
    found = _foreign_keys()
    assert found, "the walk must see the keys it judges"
    for model, field in found:
        assert _layer(model.__module__) >= _layer(field.related_model.__module__), f"{model.__name__}.{field.name}"


def test_a_foreign_key_to_another_domain_neither_cascades_nor_answers_back() -> None:
    for model, field in _foreign_keys():
        if model._meta.app_label != field.related_model._meta.app_label:
            assert field.remote_field.on_delete is models.PROTECT, f"{model.__name__}.{field.name} cascades"
            assert field.remote_field.related_name == "+", f"{model.__name__}.{field.name} answers back"


def test_migrations_depend_downwards() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    modules = {config.label: config.name for config in apps.get_app_configs()}
    for (label, name), migration in loader.disk_migrations.items():
        if not modules[label].startswith("siyu."):
            continue
        for needed, _ in migration.dependencies:
            if needed in modules:
                assert _layer(modules[label]) >= _layer(modules[needed]), f"{label}.{name} needs {needed}"


def test_nobody_fetches_a_model_by_its_name() -> None:
    for path in (ROOT / "src" / "siyu").rglob("*.py"):
        if "migrations" in path.parts:
            continue
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)]
        assert not [call for call in calls if call.attr == "get_model"], f"{path} hides a reference from the linter"


def test_labels_name_wing_and_domain() -> None:
    for config in apps.get_app_configs():
        if config.name.startswith("siyu.") and config.name.count(".") == 2:
            assert config.label == config.name.removeprefix("siyu.").replace(".", "_")
