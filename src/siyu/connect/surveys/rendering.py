"""The public page of a survey as HTML: plain, fast, made for phones; every word that comes from outside is escaped."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from siyu.connect.public import language_links, public_page
from siyu.connect.surveys.answering import MOST_LONG_TEXT, MOST_TEXT
from siyu.connect.surveys.documents import Question, SurveyDocument
from siyu.lib.text import Text

NOTHING = SafeString()


@dataclass
class Filled:
    """What was typed, by the field's name, and what is wrong with it, by question."""

    typed: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, Text] = field(default_factory=dict)
    problem: Text | None = None


def form_page(
    document: SurveyDocument, language: str, *, hidden: SafeString = NOTHING, filled: Filled | None = None
) -> str:
    """Return the form in a language, with what was typed and what is wrong with it."""
    filled = filled or Filled()
    said = document.about.in_(language)
    body = format_html(
        '{}<h1>{}</h1>{}{}<form method="post" novalidate>{}{}{}<button type="submit">{}</button></form>',
        language_links(language),
        document.title.in_(language),
        format_html("<p>{}</p>", said) if said else NOTHING,
        _problem(filled, language),
        hidden,
        format_html_join("", "{}", ((_question(one, language, filled),) for one in document.questions)),
        _consent(document, language, filled),
        Text("提交", "Send").in_(language),
    )
    return public_page(document.title.in_(language), body, language)


def hidden_field(name: str, value: str) -> SafeString:
    """Return a field that people do not see."""
    return format_html('<input type="hidden" name="{}" value="{}">', name, value)


def _problem(filled: Filled, language: str) -> SafeString:
    if filled.problem is not None:
        return format_html('<p class="wrong" role="alert">{}</p>', filled.problem.in_(language))
    if not filled.wrong:
        return NOTHING
    text = Text(
        "有 {count} 处需要修改，已填的内容都还在。", "{count} answers need a change; what you typed is still here."
    )
    return format_html('<p class="wrong" role="alert">{}</p>', text.format(count=len(filled.wrong)).in_(language))


def _question(question: Question, language: str, filled: Filled) -> SafeString:
    field_name = f"q_{question.name}"
    wrong = filled.wrong.get(question.name)
    hint = question.hint.in_(language)
    needed = mark_safe(' <span class="needed" aria-hidden="true">*</span>') if question.required else NOTHING
    more = NOTHING
    if wrong or hint:
        kind, said = ("wrong", wrong.in_(language)) if wrong else ("hint", hint)
        more = format_html('<p class="{}" id="{}-more">{}</p>', kind, field_name, said)
    label = format_html("{}{}", question.label.in_(language), needed)
    typed = filled.typed.get(field_name, [])
    options = _options(question, language)
    if options:
        many = question.type == "multiple"
        marks = format_html_join(
            "", "{}", ((_option(field_name, value, said, typed, many),) for value, said in options)
        )
        shape = mark_safe(' class="rating"') if question.type == "rating" else NOTHING
        return format_html("<fieldset{}><legend>{}</legend>{}{}</fieldset>", shape, label, marks, more)
    control = _control(
        question, field_name, typed[0] if typed else "", _marks(question, field_name, bool(more), bool(wrong))
    )
    return format_html('<div class="field"><label for="{}">{}</label>{}{}</div>', field_name, label, control, more)


def _options(question: Question, language: str) -> list[tuple[str, str]]:
    if question.type == "rating":
        return [(str(number), str(number)) for number in range(1, (question.most or 5) + 1)]
    return [(choice.value, choice.label.in_(language) or choice.value) for choice in question.choices]


def _option(name: str, value: str, said: str, typed: list[str], many: bool) -> SafeString:
    checked = mark_safe(" checked") if value in typed else NOTHING
    kind = "checkbox" if many else "radio"
    return format_html(
        '<label><input type="{}" name="{}" value="{}"{}> <span>{}</span></label>', kind, name, value, checked, said
    )


def _marks(question: Question, name: str, has_more: bool, is_wrong: bool) -> SafeString:
    marks = [("aria-describedby", f"{name}-more")] if has_more else []
    marks += [("aria-invalid", "true")] if is_wrong else []
    marks += [("aria-required", "true")] if question.required else []
    return format_html_join("", ' {}="{}"', marks)


_TYPES = {"number": "text", "date": "date", "phone": "tel", "text": "text"}


def _control(question: Question, name: str, typed: str, marks: SafeString) -> SafeString:
    if question.type == "text" and question.long:
        return format_html(
            '<textarea id="{0}" name="{0}" rows="4" maxlength="{1}"{2}>{3}</textarea>',
            name,
            MOST_LONG_TEXT,
            marks,
            typed,
        )
    mode = mark_safe(' inputmode="decimal"') if question.type == "number" else NOTHING
    if question.type == "phone":
        mode = mark_safe(' autocomplete="tel"')
    return format_html(
        '<input id="{0}" name="{0}" type="{1}" maxlength="{2}" value="{3}"{4}{5}>',
        name, _TYPES[question.type], MOST_TEXT, typed, mode, marks,
    )  # fmt: skip


def _consent(document: SurveyDocument, language: str, filled: Filled) -> SafeString:
    wrong = filled.wrong.get("consent")
    version = Text("同意书版本 {version}", "Version {version} of this text").format(
        version=document.consent.version.replace("{", "(").replace("}", ")")
    )
    return format_html(
        '<div class="consent"><label><input type="checkbox" name="consent" value="yes"{}{}> <span>{}</span></label>'
        '<p class="hint" id="consent-more">{}</p>{}</div>',
        mark_safe(" checked") if filled.typed.get("consent") else NOTHING,
        mark_safe(' aria-describedby="consent-more" aria-required="true"'),
        document.consent.text.in_(language),
        version.in_(language),
        format_html('<p class="wrong">{}</p>', wrong.in_(language)) if wrong else NOTHING,
    )
