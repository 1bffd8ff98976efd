"""`siyu backup` and `siyu restore`."""

from __future__ import annotations

from pathlib import Path

import click

from siyu.cli.language import say
from siyu.cli.session import open_home, set_up
from siyu.cli.words import command, option
from siyu.lib.text import Text


@command(
    "backup",
    "把数据库、数据湖和文件备份到新文件夹；运行中也可以备份，密钥不在其中。",
    "Back up databases, lake and files to a new folder, also while Siyu runs; keys are not in it.",
)
@click.argument("dest", type=click.Path(file_okay=False, path_type=Path))
def backup(dest: Path) -> None:
    """Write the backup and print its size."""
    home = open_home()
    from siyu.cli.backups.making import make_backup

    made = make_backup(home, dest)
    text = Text("已备份到 {path}：{size:,} 字节。", "Backed up to {path}: {size:,} bytes.")
    click.echo(say(text.format(path=dest, size=made)))
    keys = Text(
        "请另行妥善保存 {home} 中的 raw_key、erasure_key 和 erasures.log。",
        "Keep raw_key, erasure_key and erasures.log of {home} elsewhere: they are not in it.",
    )
    click.echo(say(keys.format(home=home)), err=True)


@command(
    "restore",
    "从备份恢复；此后被删除的会员会再次删除。",
    "Restore a backup; whoever was erased since is erased again.",
)
@click.argument("src", type=click.Path(file_okay=False, path_type=Path))
@option("--replace", is_flag=True, zh="替换目录中已有的数据", en="Replace the data that is there")
def restore(src: Path, replace: bool) -> None:
    """Restore into the home, which must be empty unless `--replace`, and print how many were erased again."""
    home = set_up(restoring=True)
    from siyu.cli.backups.restoring import restore_backup
    from siyu.cli.up import only_one

    with only_one(home):
        erased = restore_backup(home, src, replace=replace)
    click.echo(say(Text("已恢复；再次删除了 {n} 人。", "Restored; {n} people were erased again.").format(n=erased)))
