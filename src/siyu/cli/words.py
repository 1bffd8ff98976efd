"""Click commands, groups and options whose help is a `Text`, chosen when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from siyu.cli.language import say
from siyu.lib.text import Text

USAGE = Text("用法：", "Usage: ")
OPTIONS, COMMANDS = Text("选项", "Options"), Text("命令", "Commands")
HELP = Text("显示帮助", "Show this message and exit.")


class Worded(click.Command):
    """Help whose headings and own option speak the terminal's language."""

    about: Text | None = None

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say(USAGE))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.about:
            self.help = say(self.about)
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say(OPTIONS)):
            options = (one for one in self.get_params(ctx) if isinstance(one, click.Option))
            formatter.write_dl([told for one in options if (told := one.get_help_record(ctx))])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = say(HELP)
        return found


class Command(Worded):
    """A command with help in both languages."""


class Group(Worded, click.Group):
    """A group with help in both languages, listing its commands with theirs."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (name, say(one.about) if isinstance(one, Worded) and one.about else one.get_short_help_str())
            for name, one in sorted(self.commands.items())
        ]
        with formatter.section(say(COMMANDS)):
            formatter.write_dl(rows)


class Option(click.Option):
    """An option with help in both languages."""

    about: Text | None = None

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        if self.about:
            self.help = say(self.about)
        record = super().get_help_record(ctx)
        return record and (record[0], say(Text(_in_chinese(record[1]), record[1])))


def command(name: str, zh: str, en: str) -> Callable[[Callable[..., Any]], Command]:
    """Return a decorator that makes a command."""

    def make(function: Callable[..., Any]) -> Command:
        made = click.command(name, cls=Command)(function)
        made.about = Text(zh, en)
        made.help = None
        return made

    return make


def group(name: str, zh: str, en: str) -> Group:
    """Return an empty group; add commands with `add_command`."""
    made = Group(name)
    made.about = Text(zh, en)
    return made


def option(*names: str, zh: str, en: str, **settings: Any) -> Callable[[Any], Any]:
    """Return a decorator that adds an option."""

    class Told(Option):
        about = Text(zh, en)

    return click.option(*names, cls=Told, **settings)


def _in_chinese(help_text: str) -> str:
    """Return what click adds to the help of an option in Chinese."""
    return help_text.replace("[default: ", "[默认：").replace("[required]", "[必填]")
