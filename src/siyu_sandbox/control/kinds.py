"""The table of the control API; what it adds is no platform's."""

from siyu_sandbox.endpoints.table import Table

control = Table("control", "/_sandbox")
