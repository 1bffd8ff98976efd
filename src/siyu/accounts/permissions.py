"""Permissions as data: what can be permitted, and which role permits what."""

from __future__ import annotations

from siyu.lib.text import Text

PERMISSIONS: dict[str, Text] = {
    "overview.view": Text("查看总览", "View the overview"),
    "members.view": Text("查看会员（隐私信息打码）", "View members, personal data masked"),
    "members.reveal": Text("查看会员完整的隐私信息", "Reveal members' personal data"),
    "orders.claim": Text("认领订单", "Claim orders for a member"),
    "members.link": Text("合并会员、判定不是同一人、撤销合并", "Merge members, keep them apart, undo merges"),
    "consents.edit": Text("登记同意与退订", "Take down consents and withdrawals"),
    "privacy.view": Text("查看隐私请求", "View privacy requests"),
    "privacy.export": Text("导出某人的全部数据", "Export everything about a person"),
    "privacy.erase": Text("删除某人的数据", "Erase a person"),
    "stores.view": Text("查看门店与导购", "View stores and guides"),
    "imports.view": Text("查看导入", "View imports"),
    "imports.run": Text("导入数据", "Import data"),
    "imports.pull": Text("设置从服务器文件夹拉取", "Let folders of the server be pulled from"),
    "events.view": Text("查看事件目录与实时事件", "View the event catalogue and events as they come in"),
    "events.edit": Text("修改事件目录、重放死信", "Change the event catalogue, replay dead letters"),
    "events.write": Text("发送事件", "Send events"),
    "webhooks.view": Text("查看 Webhook", "View webhooks"),
    "webhooks.edit": Text("创建和修改 Webhook", "Make and change webhooks"),
    "surveys.view": Text("查看问卷与回答（隐私信息打码）", "View surveys and answers, personal ones sealed"),
    "surveys.edit": Text("编辑和发布问卷", "Edit and publish surveys"),
    "contact_codes.view": Text("查看渠道活码与欢迎语", "View contact codes and welcomes"),
    "contact_codes.edit": Text("编辑渠道活码", "Edit contact codes"),
    "codes.view": Text("查看一物一码", "View codes, their scans and claims"),
    "codes.edit": Text("创建、修改和作废码", "Make, change and void codes"),
    "codes.claim": Text("为会员领取码", "Claim codes for members"),
    "codes.export": Text("导出和打印码", "Export and print codes"),
    "segments.view": Text("查看分群", "View segments"),
    "segments.edit": Text("编辑分群", "Edit segments"),
    "segments.export": Text("导出分群名单", "Export the members of a segment"),
    "tags.view": Text("查看标签", "View tags"),
    "tags.edit": Text("编辑标签、给会员打标签", "Edit tags, give them to members"),
    "features.view": Text("查看特征", "View features"),
    "portraits.view": Text("比较两组会员的画像", "Compare portraits of members"),
    "value.view": Text("查看会员价值", "View member value"),
    "behaviour.view": Text("查看行为报告", "View reports of behaviour"),
    "behaviour.edit": Text("编辑漏斗", "Edit funnels"),
    "stages.view": Text("查看会员阶段", "View stages of members"),
    "stages.edit": Text("修改阶段的划分、填写每步花费", "Change what divides stages, enter what steps cost"),
    "channels.view": Text("查看渠道", "View channels"),
    "contacts.sync": Text("从企业微信同步客户", "Read contacts from WeCom"),
    "channels.edit": Text("添加和修改渠道", "Make and change channels"),
    "templates.view": Text("查看消息模板", "View message templates"),
    "templates.edit": Text("编辑消息模板", "Edit message templates"),
    "messages.view": Text("查看消息与发送规则", "View messages and the policy"),
    "messages.send": Text("群发消息、停止和取消", "Send to many, stop and cancel"),
    "messages.edit": Text("取消单条消息、登记禁止联系", "Cancel a message, suppress members and addresses"),
    "policy.edit": Text("修改发送规则", "Change the policy of sending"),
    "users.manage": Text("管理用户", "Manage users"),
    "keys.manage": Text("管理 API 密钥", "Manage API keys"),
    "audit.view": Text("查看审计日志", "View the audit log"),
    "settings.view": Text("查看设置", "View settings"),
    "settings.edit": Text("修改设置", "Change settings"),
}

OWNER, OPERATOR, ANALYST = "owner", "operator", "analyst"
WRITE = "write"
"""The role of a key that may send events and nothing else: it lies open in apps and on pages. No user has it."""

ROLE_LABELS: dict[str, Text] = {
    OWNER: Text("所有者", "Owner"),
    OPERATOR: Text("运营", "Operator"),
    ANALYST: Text("分析师", "Analyst"),
    WRITE: Text("写入事件", "Write events"),
}

_OWNER_ONLY = {
    "users.manage",
    "keys.manage",
    "settings.edit",
    "audit.view",
    "privacy.view",
    "privacy.export",
    "privacy.erase",
    "imports.pull",
    "channels.edit",
    "policy.edit",
}

USER_ROLES = (OWNER, OPERATOR, ANALYST)
KEY_ROLES = (WRITE, ANALYST, OPERATOR, OWNER)

ROLES: dict[str, frozenset[str]] = {
    OWNER: frozenset(PERMISSIONS),
    OPERATOR: frozenset(PERMISSIONS) - _OWNER_ONLY,
    ANALYST: frozenset(name for name in PERMISSIONS if name.endswith(".view")) - _OWNER_ONLY
    | {"segments.edit", "behaviour.edit"},
    WRITE: frozenset({"events.write"}),
}
