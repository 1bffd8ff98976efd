"""What templates may hold about one person: a name or number somebody wrote into a text."""

from __future__ import annotations

from siyu.accounts.redacting import Texts, redacted
from siyu.engage.templates.models import Template, TemplateVersion
from siyu.lib.text import Text

STORES = (
    redacted(
        "template_texts",
        Text("消息模板文字中的标识", "Identifiers in the texts of message templates"),
        Texts(Template, ("label", "document")),
        Texts(TemplateVersion, ("document",), "template__workspace"),
    ),
)
