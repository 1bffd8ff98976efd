"""`siyu imports`: what stands beside single imports: templates of mappings, and folders that are pulled from."""

from __future__ import annotations

from siyu.cli.pulls import pull, pulls
from siyu.cli.templates import templates
from siyu.cli.words import group

imports = group("imports", "对应模板与文件夹拉取。", "Mapping templates and pulls from folders.")
imports.add_command(templates)
imports.add_command(pulls)
imports.add_command(pull)
