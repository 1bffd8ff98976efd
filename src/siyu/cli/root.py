"""`siyu` itself: grouped help, commands imported when they run, refusals as one line on stderr."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from siyu.cli.commands import COMMANDS, SECTIONS
from siyu.cli.language import choose, language, say
from siyu.cli.words import Group
from siyu.lib.errors import Refusal
from siyu.lib.text import Text, nearest

_ABOUT = Text(
    "Siyu：品牌拥有、理解和服务会员的开源系统。\n\n第一次使用：siyu demo（真实演示数据）或 siyu up（空实例）。",
    "Siyu: the open-source system with which a brand owns, understands and serves its members.\n\n"
    "First time? siyu demo (real data) or siyu up (an empty instance).",
)
_HOME = Text(
    "存放数据的目录（默认 ./siyu-data 或 SIYU_HOME）", "Folder of all data (default: ./siyu-data or SIYU_HOME)"
)
_LANG = Text("zh 或 en（默认随系统语言）", "zh or en (default: the locale's)")


class Root(Group):
    """Lists all commands from data and imports only the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].place.partition(":")
        found = getattr(importlib.import_module(module), name)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = nearest(args[0], COMMANDS)
            raise Refusal(
                "command.unknown",
                Text("没有命令“{name}”。", "there is no command {name!r}.").format(name=args[0]),
                mend=Text("是否想用 siyu {near}？", "Did you mean siyu {near}?").format(near=near)
                if near
                else Text("运行 siyu --help 查看全部命令。", "Run siyu --help for all commands."),
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in SECTIONS.items():
            with formatter.section(say(title)):
                formatter.write_dl([(name, say(listed.about)) for name, listed in commands.items()])


def make_root() -> Root:
    """Return the root command with its help in the chosen language."""
    return Root(
        "siyu",
        help=say(_ABOUT),
        params=[
            click.Option(
                ["--home"], type=click.Path(file_okay=False), expose_value=False, help=say(_HOME), callback=_keep_home
            ),
            click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=say(_LANG)),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=say(Text("显示版本", "Show the version")),
            ),
        ],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 found wrong, 2 refused or misused."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    choose(given)
    try:
        make_root()(given, prog_name="siyu")
    except Refusal as refusal:
        click.echo(f"siyu: {refusal.in_(language())}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _keep_home(ctx: click.Context, _: click.Parameter, home: str | None) -> None:
    if home:
        import os

        os.environ["SIYU_HOME"] = home


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from siyu import __version__

        click.echo(f"siyu {__version__}")
        ctx.exit()
