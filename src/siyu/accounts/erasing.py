"""What accounts and jobs hold about members: names in the audit log, in arguments and outcomes of jobs."""

from __future__ import annotations

from django_tasks_db.models import DBTaskResult

from siyu.accounts.models import AuditEntry
from siyu.accounts.redacting import Texts, redacted
from siyu.lib.text import Text

STORES = (
    redacted(
        "audit",
        Text("审计日志", "Audit log"),
        Texts(AuditEntry, ("object_id", "change")),
        keeps=Text(
            "谁做过什么的记录须保留（网络安全法第二十一条），其中的个人信息已抹去。",
            "The record of who did what must be kept (Cybersecurity Law, article 21); what named the person is taken out.",
        ),
    ),
    redacted(
        "jobs",
        Text("后台任务的参数与结果", "Arguments and outcomes of jobs"),
        Texts(DBTaskResult, ("args_kwargs", "return_value", "traceback"), None),
    ),
)
