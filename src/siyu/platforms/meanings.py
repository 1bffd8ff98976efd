"""The platforms' error codes in our words, and what to do about them on the platforms' side."""

from __future__ import annotations

from siyu.lib.text import Text

Told = tuple[Text, Text | None]

_SECRET = Text(
    "请在平台后台重新查看密钥并填入渠道。",
    "Look the secret up in the platform's console again and enter it in the channel.",
)
_LATER = Text("请稍后再试。", "Try again later.")
_RANGE = Text(
    "请在企业微信后台“应用管理 → 该应用 → 可见范围”中加入这些成员。",
    "In WeCom's console, add these members under Apps → the app → Visible range.",
)
_CONTACT_APP = Text(
    "请在企业微信后台“客户与上下游 → 客户联系 → API → 可调用接口的应用”中勾选该应用。",
    "In WeCom's console, tick the app under Customers → Customer contact → API → Apps that may call.",
)
_TRUSTED = Text(
    "请在平台后台把本服务器的出口 IP 加入可信 IP（企业可信 IP 或 IP 白名单）。",
    "In the platform's console, add this server's outgoing IP to the trusted IPs (or the IP allow list).",
)
_FEATURE = Text(
    "请在企业微信后台“客户与上下游 → 客户联系 → 权限配置 → 使用范围”中加入该成员。",
    "In WeCom's console, add the member under Customers → Customer contact → Permissions → Range of use.",
)
_ACTIVATE = Text(
    "请该成员先激活账号并完成实名认证。", "The member has to activate the account and verify the name first."
)
_TEMPLATE = Text("请核对模板编号是否属于本账号。", "Check that the template belongs to this account.")
_UNIONID = Text(
    "请在企业微信后台“客户与上下游 → 客户联系 → API → 微信开发者 ID”中绑定已认证的开放平台账号。",
    "In WeCom's console, bind a verified Open Platform account under Customers → Customer contact → API → WeChat developer ID.",
)

PROBLEMS: dict[str, Told] = {
    "unreachable": (
        Text("连不上平台", "the platform can't be reached"),
        Text("请检查本服务器的网络与渠道地址。", "Check this server's network and the channel's address."),
    ),
    "timeout": (Text("平台没有按时回答", "the platform did not answer in time"), _LATER),
    "broken": (Text("平台的回答不完整或不是 JSON", "the platform's answer was broken off or is no JSON"), _LATER),
    "unexpected": (
        Text("平台的回答不是约定的形状", "the platform's answer has not the agreed shape"),
        Text(
            "请核对渠道地址；若确为平台，请升级 Siyu。",
            "Check the channel's address; if it is the platform, upgrade Siyu.",
        ),
    ),
    "too_fast": (Text("本机已达到该接口的调用频率上限", "this server has reached the interface's call rate"), _LATER),
    "no_secret": (
        Text("渠道缺少调用该接口所需的密钥", "the channel lacks the secret this interface needs"),
        Text("请在渠道中填写该密钥。", "Enter it in the channel."),
    ),
    "disabled": (
        Text("渠道已停用", "the channel is disabled"),
        Text("请先启用该渠道。", "Enable the channel first."),
    ),
    "http": (Text("平台返回了 HTTP 错误", "the platform answered an HTTP error"), _LATER),
}

MEANINGS: dict[int, Told] = {
    -1: (Text("平台繁忙", "the platform is busy"), _LATER),
    40001: (Text("密钥不正确，或访问令牌无效", "the secret is wrong, or the access token invalid"), _SECRET),
    40003: (Text("用户编号不正确", "the user id is not valid"), None),
    40007: (Text("素材不存在或已过期", "the media file does not exist or is over"), None),
    40013: (
        Text("企业 ID 或 AppID 不正确", "the corp id or app id is wrong"),
        Text("请核对渠道的标识。", "Check the channel's identity."),
    ),
    40014: (Text("访问令牌无效", "the access token is invalid"), None),
    40029: (Text("临时凭证无效或已用过", "the code is wrong, used or over"), None),
    40037: (Text("模板编号不正确", "the template is not known"), _TEMPLATE),
    40058: (Text("参数不合法", "a parameter is not valid"), None),
    40068: (Text("标签编号不存在", "the tag does not exist"), None),
    40071: (Text("标签名已存在", "there is a tag of this name"), None),
    40096: (Text("客户编号不存在", "there is no such customer"), None),
    40098: (Text("成员未实名认证", "the member's name is not verified"), _ACTIVATE),
    40125: (Text("AppSecret 不正确", "the app secret is wrong"), _SECRET),
    40163: (Text("临时凭证已用过", "the code was used"), None),
    40164: (Text("调用来源 IP 不在白名单中", "this server's IP is not on the allow list"), _TRUSTED),
    41041: (Text("活码的成员超过 100 人", "a contact way leads to more than 100 members"), None),
    41044: (Text("活码不存在", "there is no such contact way"), None),
    41045: (Text("活码数量已达上限", "the corp can't have more contact ways"), None),
    41048: (Text("没有可发送的客户", "there is no customer to send to"), None),
    41050: (Text("欢迎语凭证无效或已过期", "the welcome code is wrong or over"), None),
    41051: (Text("客户已开始聊天，不能再发欢迎语", "the two are chatting already; no welcome is possible"), None),
    41054: (Text("成员未激活", "the member is not activated"), _ACTIVATE),
    41057: (Text("企业未绑定微信开发者 ID，取不到 unionid", "no developer account is bound, so there is no unionid"), _UNIONID),
    41063: (Text("群发任务仍在派发", "the mass message is still being dispatched"), _LATER),
    41096: (Text("另一应用正在发欢迎语", "another app is sending the welcome"), _LATER),
    42001: (Text("访问令牌已过期", "the access token is over"), None),
    43004: (Text("用户未关注公众号", "the user does not follow the account"), None),
    43101: (Text("用户拒收或订阅次数已用完", "the user refuses, or no subscription is left"), None),
    45009: (Text("接口调用频率超限", "the interface was called too often"), _LATER),
    45011: (Text("调用过快", "it was called too fast"), _LATER),
    45015: (Text("已超出可回复的时间，或用户已取消关注", "the time to answer is over, or the user has left"), None),
    45033: (Text("接口并发调用超限", "too many calls of the interface at once"), _LATER),
    45047: (Text("可回复条数已用完", "no answer is left to be sent"), None),
    47003: (
        Text("模板内容不合要求", "the content does not fit the template"),
        Text("请核对模板各字段的内容。", "Check the content of the template's places."),
    ),
    48001: (
        Text("账号没有该接口的权限", "the account may not use this interface"),
        Text("请在公众平台“接口权限”中确认，多数接口需要认证。", "See the account's interface permissions; most need verification."),
    ),
    48002: (Text("应用没有该接口的权限", "the app may not use this interface"), _CONTACT_APP),
    48004: (Text("接口已被平台封禁", "the platform has banned the interface"), None),
    60011: (Text("没有查看或修改这些成员的权限", "no right to see or change these members"), _RANGE),
    60020: (Text("调用来源 IP 不可信", "this server's IP is not trusted"), _TRUSTED),
    60111: (Text("成员不存在", "there is no such member"), None),
    81013: (Text("接收人均无效", "none of the receivers is valid"), None),
    81017: (Text("须指定群主", "the owners have to be named"), None),
    84061: (Text("客户关系不存在", "the two are not connected"), None),
    84074: (Text("成员没有客户联系权限", "the member has no customer contact"), _FEATURE),
    90501: (Text("不是客户群", "it is no customer group"), None),
    301002: (
        Text("应用编号不正确", "the agent id is wrong"),
        Text("请核对渠道设置中的 AgentId。", "Check the agent id in the channel's settings."),
    ),
}  # fmt: skip
