"""The reference page of import kinds, written from their declarations: `python -m siyu.connect.imports.reference > FILE`."""

from __future__ import annotations

from collections.abc import Iterator

from siyu.connect.imports.fields import Field
from siyu.connect.imports.identifiers import identifier_kinds
from siyu.connect.imports.kinds import ImportKind, all_kinds
from siyu.connect.imports.reasons import REASONS

INTRODUCTION = """# Import kinds

What a file (CSV, JSON Lines, Excel, Parquet) can bring in. Every kind is declared once; the form, the proposal, the checks and this page follow
from the declaration. How to use them: [Import data](../how-to/import-data.md).

A column is proposed for a field when its name is one of the aliases, whatever its case and punctuation, and its values look
like the field's type. In a mapping `X.<name>` stands for a column of your own where a kind allows it."""

WHO = {
    "never": "Rows are about no member.",
    "optional": "A row may name its member by identifiers; one that names nobody is kept as unidentified.",
    "always": "Every row must name its member by at least one identifier.",
}


def reference_page() -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    for kind in all_kinds():
        yield from _kind(kind)
    yield "\n## Identifiers\n"
    yield "With several in one row the first of this list decides whose the row is; that they were seen together is kept, and"
    yield "links them by the [rules of identity](identity.md). One that holds in a scope is written with it: `openid:wx1234`.\n"
    yield "| kind | label | holds in | aliases |\n|---|---|---|---|"
    for known in identifier_kinds().values():
        scope = f"{known.scope.zh} · {known.scope.en}" if known.scope else ""
        yield f"| `{known.name}` | {known.label.zh} · {known.label.en} | {scope} | {', '.join(known.aliases)} |"
    yield "\n## Reasons for quarantine\n"
    yield "The first that holds, in the order of the fields, is the row's reason.\n"
    yield "| code | 中文 | English |\n|---|---|---|"
    for code, text in REASONS.items():
        yield f"| `{code}` | {text.zh.format(field='…')} | {text.en.format(field='…')} |"


def _kind(kind: ImportKind) -> Iterator[str]:
    yield f"\n## `{kind.name}` {kind.label.zh} · {kind.label.en}\n"
    yield f"{kind.about.zh} {kind.about.en} {WHO[kind.identified]}"
    if kind.open_prefix:
        yield f"Columns of your own come in as `{kind.open_prefix}.<name>`."
    for name, aliases in kind.known_columns.items():
        yield f"Proposed as `{kind.open_prefix}.{name}`: {', '.join((name, *aliases))}."
    yield "\n| field | type | | label | about | aliases |\n|---|---|---|---|---|---|"
    yield from map(_field, kind.fields)


def _field(field: Field) -> str:
    label = f"{field.label.zh} · {field.label.en}"
    about = f"{field.about.zh} · {field.about.en}" if field.about != field.label else ""
    needed = "required" if field.required else ""
    kind = f"{field.type}: {', '.join(choice for choice, _ in field.choices)}" if field.choices else field.type
    return f"| `{field.name}` | {kind} | {needed} | {label} | {about} | {', '.join(field.aliases)} |"


if __name__ == "__main__":
    import sys

    import django

    django.setup()
    sys.stdout.write(reference_page())
