"""`siyu openapi`: the API's description, from which the console's types are made."""

from __future__ import annotations

import json

import click

from siyu.cli.session import set_up
from siyu.cli.words import command


@command("openapi", "输出 HTTP API 的 OpenAPI 描述（JSON）。", "Print the OpenAPI description of the HTTP API as JSON.")
def openapi() -> None:
    """Print the description; no database is needed."""
    set_up()
    from siyu.api.root import describe

    click.echo(json.dumps(describe(), indent=2, ensure_ascii=False))
