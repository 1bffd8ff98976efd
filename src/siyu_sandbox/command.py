"""The command: serve a sandbox, or list what it answers."""

from __future__ import annotations

from typing import Any

import click

DEFAULT_PORT, FASTEST = 8901, 100_000


@click.command("sandbox")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址 · address to listen on")
@click.option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535), help="端口 · port")
@click.option("--seed", default=7, show_default=True, help="随机种子，相同则结果相同 · same seed, same world")
@click.option(
    "--speed",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0, FASTEST),
    help="时钟倍速，0 为静止 · speed of the clock",
)
@click.option("--list", "only_list", is_flag=True, help="列出全部接口 · list every endpoint and stop")
def sandbox(host: str, port: int, seed: int, speed: float, only_list: bool) -> None:
    """在本机模拟企业微信、公众号与小程序平台。

    A local server that behaves like WeCom, official accounts and mini-programs.
    """
    if only_list:
        print_list()
    else:
        run(host=host, port=port, seed=seed, speed=speed)


def print_list() -> None:
    """Print every endpoint as Markdown."""
    from siyu_sandbox.endpoints.listing import as_markdown
    from siyu_sandbox.sandbox import load_endpoints

    load_endpoints()
    click.echo(as_markdown(), nl=False)


def run(**options: Any) -> None:
    """Serve until told to stop."""
    from siyu_sandbox.serving import serve

    serve(**options)
