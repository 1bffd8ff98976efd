"""`python -m siyu_sandbox`."""

from siyu_sandbox.command import sandbox

sandbox(prog_name="python -m siyu_sandbox")
