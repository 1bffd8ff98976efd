"""Which accounts open which paths."""

from siyu_sandbox.endpoints.table import Table

SERVICE = frozenset({"service"})
ACCOUNTS = frozenset({"service", "subscription"})
MINI = frozenset({"mini"})
EVERY = ACCOUNTS | MINI

official = Table("official", "/cgi-bin", ACCOUNTS)
anybody = Table("official", "", frozenset())
programs = Table("official", "", MINI)
