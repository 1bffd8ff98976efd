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
    },
    Text("数据", "Data"): {
        "import": Listed(
            "siyu.cli.imports:import_",
            Text("导入文件：CSV、JSON Lines、Excel、Parquet", "Import CSV, JSON Lines, Excel or Parquet files"),
        ),
        "link": Listed("siyu.cli.linking:link_", Text("找出文件里谁是同一个人", "Find who is one person in a file")),
        "generate": Listed(
            "siyu.cli.generate:generate", Text("生成已知真相的数据", "Generate data with a known truth")
        ),
        "sql": Listed("siyu.cli.sql:sql", Text("用 SQL 只读查询数据湖", "Query the lake with read-only SQL")),
        "segment": Listed(
            "siyu.cli.segments:segment", Text("按规则计数、列出、导出会员", "Count, list or export members by a rule")
        ),
        "features": Listed("siyu.cli.features:features", Text("列出和导出会员特征", "List and export member features")),
    },
    Text("管理", "Manage"): {
        "workspaces": Listed("siyu.cli.workspaces:workspaces", Text("新建和列出工作区", "Open and list workspaces")),
        "users": Listed("siyu.cli.users:users", Text("添加用户、生成登录链接", "Add users and make login links")),
        "members": Listed(
            "siyu.cli.members:members",
            Text("核对谁是谁，导出或删除某人的数据", "Review who is who; export or erase a person"),
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
