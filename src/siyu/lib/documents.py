"""Documents as text: YAML 1.2 with exact decimals in, readable YAML out; hostile input is refused, never expanded."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import SafeRepresenter

from siyu.lib.errors import Refusal
from siyu.lib.text import Text

MAX_BYTES = 262_144
MAX_DEPTH = 64


class _DecimalConstructor(SafeConstructor):
    """Reads `1.10` as Decimal, because a float cannot carry money."""


class _DecimalRepresenter(SafeRepresenter):
    """Writes Decimal as a plain number."""


def _decimal(constructor: SafeConstructor, node: ScalarNode) -> Decimal | float:
    text = constructor.construct_scalar(node).replace("_", "")
    return float(text.replace(".", "", 1)) if text.lower().lstrip("+-") in {".inf", ".nan"} else Decimal(text)


_DecimalConstructor.add_constructor("tag:yaml.org,2002:float", _decimal)
_DecimalRepresenter.add_representer(
    Decimal, lambda representer, value: representer.represent_scalar("tag:yaml.org,2002:float", str(value))
)


def load(text: str | bytes) -> Any:
    """Return the one document in `text` as plain Python values, floats as `Decimal`.

    Raises `Refusal` with the line for a syntax error, an alias (they expand without bound), nesting deeper than
    64 or more than 256 KiB.
    """
    raw = text.encode() if isinstance(text, str) else text
    if len(raw) > MAX_BYTES:
        raise Refusal("document.too_large", Text("文档超过 256 KiB", "the document is larger than 256 KiB"), status=413)
    try:
        source = raw.decode("utf-8-sig")
        _refuse_aliases_and_depth(source)
        return _reader().load(source)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _syntax(str(error.problem), f"line {line}") from None
    except (YAMLError, UnicodeDecodeError, ValueError, ArithmeticError) as error:
        raise _syntax(str(error).splitlines()[0], None) from None


def dump(document: Any) -> str:
    """Return the document as block-style YAML, keys in the order given, Unicode as it is."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _DecimalRepresenter
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 120
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def _reader() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _DecimalConstructor
    yaml.version = (1, 2)
    return yaml


def _refuse_aliases_and_depth(source: str) -> None:
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(source):
        if isinstance(event, AliasEvent):
            raise _syntax("aliases are not allowed", f"line {event.start_mark.line + 1}")
        kind = type(event).__name__
        depth += kind in {"MappingStartEvent", "SequenceStartEvent"}
        depth -= kind in {"MappingEndEvent", "SequenceEndEvent"}
        if depth > MAX_DEPTH:
            raise Refusal(
                "document.too_deep",
                Text("文档嵌套超过 64 层", "the document is nested deeper than 64 levels"),
                where=f"line {event.start_mark.line + 1}",
            )


def _syntax(problem: str, where: str | None) -> Refusal:
    return Refusal(
        "document.syntax",
        Text("不是有效的 YAML：{problem}", "not valid YAML: {problem}").format(
            problem=problem.replace("{", "(").replace("}", ")")
        ),
        where=where,
    )
