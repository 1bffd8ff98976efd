"""`siyu demo`: a real retailer's year in a workspace of its own, then the console. A second start loads nothing again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from siyu.cli.language import language, say
from siyu.cli.words import command, option
from siyu.lib.text import Text


@command(
    "demo",
    "载入真实零售数据（Complete Journey，2017 全年）并打开控制台。",
    "Load a real retailer's year (The Complete Journey, 2017) and open the console.",
)
@option("--load-only", is_flag=True, zh="只载入数据，不启动控制台", en="Load the data without starting the console")
@option("--host", default="127.0.0.1", show_default=True, zh="监听地址", en="Address to listen on")
@option("--port", default=8900, show_default=True, type=click.IntRange(1, 65535), zh="端口", en="Port")
def demo(load_only: bool, host: str, port: int) -> None:
    """Load what is missing, say what was found, and serve until stopped."""
    from siyu.cli.schema import bring_up_to_date
    from siyu.cli.session import set_up
    from siyu.cli.up import only_one, refuse_taken

    home = set_up()
    from siyu.cli.demo.loading import load_demo  # its models need Django to be set up

    with only_one(home):
        if not load_only:
            refuse_taken(host, port)
        bring_up_to_date()
        load_demo(home)
    if not load_only:
        click.echo(say(Text("正在启动控制台…", "Starting the console…")))
        _become_server(home, host, port)


def _become_server(home: Path, host: str, port: int) -> None:
    """Replace this process by `siyu up`, which needs none of the memory that loading took."""
    sys.stdout.flush()
    arguments = ["--home", str(home), "--lang", "zh" if language().startswith("zh") else "en"]
    served = ["up", "--host", host, "--port", str(port), "--open"]
    os.execv(sys.executable, [sys.executable, "-m", "siyu.cli", *arguments, *served])  # noqa: S606 - our own command
