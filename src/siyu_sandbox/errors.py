"""Answers that are not ok: the platforms' codes with their usual words, and refusals of the control API."""

from __future__ import annotations

from siyu_sandbox.wording import Wording

BUSY, FREQUENT, FORBIDDEN, PARAMETER = -1, 45009, 48002, 40058

MESSAGES: dict[int, str] = {
    -1: "system error",
    0: "ok",
    40001: "invalid credential",
    40002: "invalid grant_type",
    40003: "invalid userid",
    40004: "invalid media type",
    40005: "invalid file type",
    40006: "invalid file size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid appid",
    40014: "invalid access_token",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40023: "invalid sub button size",
    40029: "invalid code",
    40030: "invalid refresh_token",
    40031: "invalid userid list",
    40032: "invalid userid list size",
    40035: "invalid parameter",
    40037: "invalid template_id",
    40058: "invalid Request Parameter",
    40066: "invalid url",
    40068: "invalid tagid",
    40071: "tag name already exists",
    40093: "invalid jsapi ticket or signature",
    40096: "invalid external userid",
    40097: "member not resigned",
    40098: "member not real-name verified or not allowed",
    40099: "external contact count of the taking member is full",
    40128: "external contact transferred too frequently",
    40129: "external contact being transferred",
    40130: "handover and takeover member are the same",
    40163: "code been used",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41006: "media_id missing",
    41008: "missing code",
    41009: "userid missing",
    41030: "invalid page",
    41037: "missing contact way type",
    41038: "missing contact way scene",
    41039: "invalid contact way type",
    41040: "invalid contact way scene",
    41041: "contact way user count exceeds limit",
    41042: "invalid contact way style",
    41043: "missing contact way config_id",
    41044: "invalid contact way config_id",
    41045: "contact way count exceeds limit",
    41046: "missing group message id",
    41047: "invalid group message id",
    41048: "no customer to send to",
    41049: "missing welcome code",
    41050: "invalid welcome code",
    41051: "customer is already chatting",
    41053: "customer has not agreed to archiving",
    41054: "member not activated",
    41055: "group welcome template count exceeds limit",
    41057: "no developer account bound",
    41059: "missing moment_id",
    41061: "not a moment of this user",
    41062: "moment not published by this user",
    41063: "group message task is being dispatched",
    41096: "welcome message is being sent by another app",
    42001: "access_token expired",
    42003: "code expired",
    43001: "require GET method",
    43002: "require POST method",
    43004: "require subscribe",
    43101: "user refuse to accept the msg",
    45009: "api freq out of limit",
    45015: "response out of time limit or subscription is canceled",
    45011: "api minute-quota reach limit",
    45028: "has no masssend quota",
    45029: "qrcode count out of limit",
    45033: "concurrent request out of limit",
    45047: "out of response count limit",
    45056: "too many tags",
    45058: "system tag can not be modified",
    45059: "too many tags on fans",
    45065: "duplicate clientmsgid",
    45066: "same clientmsgid retry too fast",
    45067: "clientmsgid size out of limit",
    45157: "duplicate tag name",
    45158: "tag name size out of limit",
    45159: "invalid tag id",
    46003: "menu no exist",
    47001: "data format error",
    47003: "argument invalid",
    48001: "api unauthorized",
    48002: "api forbidden",
    50001: "redirect_url domain unauthorized",
    60011: "no privilege to access/modify contact/party/agent",
    60111: "userid not found",
    60123: "invalid department id",
    81013: "user & party & tag all invalid",
    81017: "owner_filter is required",
    84061: "not external contact",
    84074: "no permission of external contact",
    90500: "owner not resigned",
    90501: "not a customer group",
    90502: "owner already left",
    90504: "owner unchanged",
    90507: "group is being inherited",
    90508: "group already inherited",
    301002: "no permission to operate the agent",
}


class Rejected(Exception):  # noqa: N818 - an answer of the platform, nothing broke
    """An answer other than ok, with the platform's code.

    `message` replaces the usual words; `problem` says the same for whoever uses the control API, which answers no codes.
    """

    def __init__(self, code: int, message: str = "", problem: Wording | None = None) -> None:
        self.code = code
        self.message = message or MESSAGES.get(code, "unknown error")
        self.problem = problem or Wording(f"平台错误 {code}：{self.message}", f"platform error {code}: {self.message}")
        super().__init__(f"{code} {self.message}")


def refuse(zh: str, en: str) -> Rejected:
    """Return a refusal of the control API: raise it."""
    return Rejected(PARAMETER, en, Wording(zh, en))
