"""All commands in the order of `siyu --help`: where each lives and what it is for."""

from __future__ import annotations

from typing import NamedTuple

from siyu.lib.text import Text


class Listed(NamedTuple):
    """A command by the module and the name in it, imported only when it is asked for."""

    place: str
    about: Text


SECTIONS: dict[Text, dict[str, Listed]] = {
    Text("运行", "Run"): {
        "up": Listed("siyu.cli.up:up", Text("启动网页和后台任务", "Start web and worker under one supervisor")),
        "demo": Listed(
            "siyu.cli.demo:demo", Text("载入真实零售数据并打开控制台", "Load a real retailer's year and open it")
        ),
        "doctor": Listed(
            "siyu.cli.doctor:doctor", Text("检查哪里有问题、怎么修", "Say what is wrong here and how to mend it")
        ),
        "worker": Listed("siyu.cli.worker:worker", Text("只运行后台任务", "Run only the worker")),
        "sandbox": Listed(
            "siyu.cli.sandbox:sandbox",
            Text("在本机模拟企业微信与公众号平台", "A local WeCom and official-account platform"),
        ),
    },
    Text("数据", "Data"): {
        "import": Listed(
            "siyu.cli.imports:import_",
            Text("导入文件：CSV、JSON Lines、Excel、Parquet", "Import CSV, JSON Lines, Excel or Parquet files"),
        ),
        "imports": Listed(
            "siyu.cli.import_commands:imports",
            Text("对应模板，从文件夹拉取", "Mapping templates, pulls from folders"),
        ),
        "codes": Listed("siyu.cli.codes:codes", Text("一物一码", "Codes for things: make, export, void, look up")),
        "link": Listed("siyu.cli.linking:link_", Text("找出文件里谁是同一个人", "Find who is one person in a file")),
        "generate": Listed(
            "siyu.cli.generate:generate", Text("生成已知真相的数据", "Generate data with a known truth")
        ),
        "sql": Listed("siyu.cli.sql:sql", Text("用 SQL 只读查询数据湖", "Query the lake with read-only SQL")),
        "segment": Listed(
            "siyu.cli.segments:segment", Text("按规则计数、列出、导出会员", "Count, list or export members by a rule")
        ),
        "exports": Listed(
            "siyu.cli.exporting:exports", Text("定时导出分群", "Export segments on a schedule, fetch the files")
        ),
        "find": Listed("siyu.cli.finding:find", Text("一句话找人", "Find who bought this, can be reached and agreed")),
        "rfm": Listed("siyu.cli.value:rfm", Text("RFM 打分", "Score members by recency, frequency and money")),
        "clv": Listed(
            "siyu.cli.value:clv", Text("预测未来购买与价值", "Tell what members will probably buy and spend")
        ),
        "recommend": Listed(
            "siyu.cli.recommending:recommend", Text("推荐下次买什么", "Recommend what a member buys next")
        ),
        "compare": Listed(
            "siyu.cli.portraits:compare", Text("比较两组会员的画像", "Tell how two groups of members differ")
        ),
        "value": Listed(
            "siyu.cli.placing:value",
            Text("超级用户、促销依赖、客类 × 品类、四象限", "Super users, promotion, class × category, quadrants"),
        ),
        "tags": Listed("siyu.cli.tags:tags", Text("列出标签、批量打标签", "List tags, give them to members")),
        "features": Listed("siyu.cli.features:features", Text("列出和导出会员特征", "List and export member features")),
        "cohort": Listed("siyu.cli.behaviour:cohort", Text("同期群留存", "Cohort retention")),
        "funnel": Listed("siyu.cli.behaviour:funnel", Text("有序漏斗", "Who gets how far in ordered steps")),
        "paths": Listed("siyu.cli.behaviour:paths", Text("之后或之前做了什么", "What members do next, or did before")),
        "connections": Listed(
            "siyu.cli.connecting:connections",
            Text("多触点：连接深度、池间转化", "Connection depth, crossings between pools"),
        ),
        "stages": Listed("siyu.cli.stages:stages", Text("生命周期、AIPL、阶梯、B2B", "Lifecycle, AIPL, ladder, B2B")),
        "leads": Listed("siyu.cli.leads:leads", Text("B2B 线索评分与公司", "B2B leads by score, their companies")),
        "stickiness": Listed("siyu.cli.behaviour:stickiness", Text("日、周、月活跃", "Active by day, week and month")),
    },
    Text("运营", "Engage"): {
        "messages": Listed(
            "siyu.cli.messages:messages", Text("消息：列出、群发、预测", "Messages: list, send, forecast")
        ),
        "policy": Listed("siyu.cli.policies:policy", Text("发送规则", "The rules of sending")),
        "templates": Listed(
            "siyu.cli.message_templates:templates", Text("消息模板", "Message templates: list, show, apply, preview")
        ),
    },
    Text("管理", "Manage"): {
        "workspaces": Listed("siyu.cli.workspaces:workspaces", Text("新建和列出工作区", "Open and list workspaces")),
        "users": Listed("siyu.cli.users:users", Text("添加用户、生成登录链接", "Add users and make login links")),
        "members": Listed(
            "siyu.cli.members:members",
            Text("核对谁是谁，导出或删除某人的数据", "Review who is who; export or erase a person"),
        ),
        "channels": Listed(
            "siyu.cli.channels:channels",
            Text("企业微信、公众号、小程序：添加、检查、同步", "Channels: add, check, read contacts, calls made"),
        ),
        "keys": Listed("siyu.cli.keys:keys", Text("创建 API 密钥", "Make API keys")),
        "backup": Listed("siyu.cli.backups:backup", Text("备份全部数据", "Back up everything but keys")),
        "restore": Listed(
            "siyu.cli.backups:restore", Text("从备份恢复", "Restore a backup, erasures carried out again")
        ),
        "openapi": Listed("siyu.cli.openapi:openapi", Text("输出 OpenAPI 描述", "Print the OpenAPI description")),
    },
}

COMMANDS: dict[str, Listed] = {name: listed for section in SECTIONS.values() for name, listed in section.items()}
