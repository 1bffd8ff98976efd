"""Click commands, groups and options whose help is a `Text`, chosen when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from siyu.cli.language import say
from siyu.lib.text import Text


class Command(click.Command):
    """A command with help in both languages."""

    about: Text | None = None

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.about:
            self.help = say(self.about)
        super().format_help_text(ctx, formatter)


class Group(click.Group):
    """A group with help in both languages, listing its commands with theirs."""

    about: Text | None = None
    command_class = Command

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.about:
            self.help = say(self.about)
        super().format_help_text(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for command in self.commands.values():
            if isinstance(command, Command | Group) and command.about:
                command.short_help = say(command.about)
        super().format_commands(ctx, formatter)


class Option(click.Option):
    """An option with help in both languages."""

    about: Text | None = None

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        if self.about:
            self.help = say(self.about)
        return super().get_help_record(ctx)


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

    class Worded(Option):
        about = Text(zh, en)

    return click.option(*names, cls=Worded, **settings)
