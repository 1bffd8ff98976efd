"""The document of a survey: its words, its questions, the consent that is asked for, and what answers become."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from siyu.connect.collection.personal import is_personal
from siyu.connect.collection.traits import is_identifier
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

QuestionType = Literal["text", "single", "multiple", "number", "date", "rating", "phone"]
CHOOSING = ("single", "multiple")
PERSONAL = ("text", "phone", "date")
"""Questions whose answers are always sealed with the person's own key; a date is a birthday more often than not."""

SEALED, OPEN = "_text", "_is"

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
MOST_QUESTIONS, MOST_CHOICES = 50, 50


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Words(_Strict):
    """The same words in both languages; one of them is enough."""

    zh: Annotated[str, Field(alias="zh-CN", max_length=2_000)] = ""
    en: Annotated[str, Field(max_length=2_000)] = ""

    def in_(self, language: str) -> str:
        """Return the words of a language, or those of the other where there are none."""
        return (self.zh or self.en) if language.lower().startswith("zh") else (self.en or self.zh)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said in either language."""
        return not (self.zh.strip() or self.en.strip())


class Choice(_Strict):
    """One of the answers of a question; `value` is what is kept."""

    value: Annotated[str, Field(min_length=1, max_length=100)]
    label: Words = Words()


class Question(_Strict):
    """Something that is asked. With `attribute` the answer becomes that attribute of the member, `name` his name."""

    name: Name
    type: QuestionType
    label: Words
    hint: Words = Words()
    required: bool = False
    choices: Annotated[list[Choice], Field(max_length=MOST_CHOICES)] = []
    long: bool = False
    least: int | None = None
    most: int | None = None
    attribute: Annotated[str, Field(min_length=1, max_length=100)] | None = None

    @property
    def key(self) -> str:
        """The name of its answer among the properties of the event: the ending decides whether it is sealed."""
        return f"q_{self.name}{SEALED if self.type in PERSONAL else OPEN}"


class Consent(_Strict):
    """What people agree to by sending their answers; the version is kept with every answer."""

    text: Words
    version: Annotated[str, Field(min_length=1, max_length=40)] = "1"


class SurveyDocument(_Strict):
    """A form. `thanks` is said after it was sent."""

    kind: Literal["survey"] = "survey"
    version: Literal[1] = 1
    title: Words
    about: Words = Words()
    thanks: Words = Words()
    consent: Consent
    questions: Annotated[list[Question], Field(min_length=1, max_length=MOST_QUESTIONS)]

    def as_document(self) -> dict[str, Any]:
        """Return the document as it is stored and written as YAML, without what is as it would be anyway."""
        return {"kind": "survey", "version": 1, **self.model_dump(by_alias=True, mode="json", exclude_defaults=True)}


def parse_survey(document: Any) -> SurveyDocument:
    """Return the document. Raises `Refusal` with the path of the first thing that is wrong in it."""
    try:
        found = SurveyDocument.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        text = Text("问卷文档有误：{problem}", "the survey is not valid: {problem}").format(
            problem=_plain(first["msg"])
        )
        raise Refusal("survey.invalid", text, where=_path(first["loc"])) from None
    _check_words(found)
    names: set[str] = set()
    for place, question in enumerate(found.questions):
        _check_question(question, f"questions[{place}]", names)
        names.add(question.name)
    if sum(question.type == "phone" for question in found.questions) > 1:
        raise _refuse("two_phones", "最多一个手机号问题", "at most one question may ask for a phone", "questions")
    return found


def _check_words(survey: SurveyDocument) -> None:
    if survey.title.is_empty:
        raise _refuse("no_title", "请写标题", "it needs a title", "title")
    if survey.consent.text.is_empty:
        raise _refuse("no_consent", "请写明同意的内容", "it must say what people agree to", "consent.text")


def _check_question(question: Question, where: str, names: set[str]) -> None:
    if question.label.is_empty:
        raise _refuse("no_label", "请写问题", "the question has no words", f"{where}.label")
    if question.name in names:
        raise _refuse("twice", "问题标识重复", "two questions have this name", f"{where}.name")
    values = [choice.value for choice in question.choices]
    if question.type in CHOOSING and not values:
        raise _refuse("no_choices", "请给出选项", "it needs choices", f"{where}.choices")
    if question.type not in CHOOSING and values:
        raise _refuse("choices", "这类问题没有选项", "a question of this type has no choices", f"{where}.choices")
    if len(set(values)) < len(values):
        raise _refuse("same_choice", "选项重复", "two choices have the same value", f"{where}.choices")
    for at, value in enumerate(values):
        if is_personal("", value):
            raise _refuse(
                "telling_choice",
                "选项的值像号码或个人信息，请换成短代码；显示的文字不受限",
                "the value looks like a number or something personal: use a short code, the words shown are free",
                f"{where}.choices[{at}].value",
            )
    if question.attribute and is_identifier(question.attribute):
        raise _refuse(
            "identifier", "会员标识不能作为属性", "an identifier cannot be an attribute", f"{where}.attribute"
        )
    if question.type == "rating" and not 2 <= (question.most or 5) <= 10:
        raise _refuse("rating", "评分上限为 2 到 10", "a rating goes up to 2 to 10", f"{where}.most")
    if question.least is not None and question.most is not None and question.least > question.most:
        raise _refuse("bounds", "下限大于上限", "the least is above the most", f"{where}.least")


def _refuse(code: str, zh: str, en: str, where: str) -> Refusal:
    return Refusal(f"survey.{code}", Text(zh, en), where=where)


def _path(loc: tuple[int | str, ...]) -> str | None:
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path or None


def _plain(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")
