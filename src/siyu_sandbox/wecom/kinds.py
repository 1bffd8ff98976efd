"""Which secrets open which paths of WeCom."""

from siyu_sandbox.endpoints.table import Table

ANY = frozenset({"contact", "app", "directory"})
CONTACT = frozenset({"contact", "app"})
SELF_BUILT = frozenset({"app"})

corp = Table("wecom", "/cgi-bin", ANY)
directory = Table("wecom", "/cgi-bin", frozenset({"directory", "app"}))
contacts = Table("wecom", "/cgi-bin/externalcontact", CONTACT)
