"""What accounts and jobs hold about members: names in the audit log, in arguments and outcomes of jobs."""

from __future__ import annotations

from django_tasks_db.models import DBTaskResult

from siyu.accounts.models import AuditEntry
from siyu.accounts.personal import Person, PersonalData
from siyu.accounts.redacting import count_named, redact_named
from siyu.lib.text import Text

_AUDIT = ("object_id", "change")
_JOB = ("args_kwargs", "return_value", "traceback")


def _count_audit(person: Person) -> int:
    return count_named(AuditEntry.objects.filter(workspace=person.workspace), _AUDIT, person.traces)


def _redact_audit(person: Person) -> None:
    redact_named(AuditEntry.objects.filter(workspace=person.workspace), _AUDIT, person.traces)


def _count_jobs(person: Person) -> int:
    return count_named(DBTaskResult.objects.all(), _JOB, person.traces)


def _redact_jobs(person: Person) -> None:
    redact_named(DBTaskResult.objects.all(), _JOB, person.traces)


STORES = (
    PersonalData(
        name="audit",
        label=Text("审计日志", "Audit log"),
        holds=("accounts.AuditEntry",),
        fate="redacted",
        count=_count_audit,
        erase=_redact_audit,
        keeps=Text(
            "谁做过什么的记录须保留（网络安全法第二十一条），其中的个人信息已抹去。",
            "The record of who did what must be kept (Cybersecurity Law, article 21); what named the person is taken out.",
        ),
    ),
    PersonalData(
        name="jobs",
        label=Text("后台任务的参数与结果", "Arguments and outcomes of jobs"),
        holds=("django_tasks_database.DBTaskResult",),
        fate="redacted",
        count=_count_jobs,
        erase=_redact_jobs,
    ),
)
