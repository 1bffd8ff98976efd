"""Checks of the machine and of the home's folder; no Django."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import tempfile
from pathlib import Path

from siyu.cli.doctor.finding import BAD, NOTE, OK, Finding
from siyu.cli.readiness import answers
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

OLDEST_PYTHON = (3, 11)
TOO_LITTLE_DISK, LITTLE_DISK = 1 * 2**30, 5 * 2**30


def check_python(version: tuple[int, ...]) -> Finding:
    """Python must be new enough."""
    name, detail = Text("Python", "Python"), Text("{v}", "{v}").format(v=".".join(map(str, version)))
    if version >= OLDEST_PYTHON:
        return Finding(OK, name, detail)
    return Finding(BAD, name, detail, Text("请安装 Python 3.11 或更新版本。", "Install Python 3.11 or newer."))


def check_port(host: str, port: int) -> Finding:
    """The port must be free, or be Siyu's own."""
    name = Text("端口 {port}", "Port {port}").format(port=port)
    if answers(host, port):
        return Finding(OK, name, Text("Siyu 正在运行", "Siyu answers there"))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            detail = Text("不能使用：{error}", "not usable: {error}").format(error=error.strerror)
            mend = Text(
                "停止占用它的程序，或用 siyu up --port 换一个。",
                "Stop what uses it, or choose another by siyu up --port.",
            )
            return Finding(BAD, name, detail, mend)
    return Finding(OK, name, Text("空闲", "free"))


def check_home(home: Path) -> Finding:
    """The home must be a folder that can be written; it is not made by looking."""
    name = Text("数据目录", "Home")
    place = Text("{home}", "{home}").format(home=home)
    if not home.exists():
        mend = Text(
            "运行 siyu up 建立，或用 --home 指定别的目录。", "Make it by siyu up, or name another folder with --home."
        )
        return Finding(BAD, name, Text("{home} 不存在", "{home} is not there").format(home=home), mend)
    try:
        with tempfile.TemporaryFile(dir=home):
            return Finding(OK, name, place)
    except OSError as error:
        detail = Text("{home} 不可写：{error}", "{home} can't be written: {error}").format(
            home=home, error=error.strerror
        )
        return Finding(
            BAD, name, detail, Text("请修改目录的所有者或权限。", "Change the folder's owner or permissions.")
        )


def check_disk(home: Path) -> Finding:
    """There must be room to load and to compact."""
    name = Text("磁盘空间", "Disk space")
    free = shutil.disk_usage(home).free
    detail = Text("剩余 {gb:.1f} GB", "{gb:.1f} GB free").format(gb=free / 1e9)
    mend = Text("请清理磁盘，或把数据目录移到更大的磁盘。", "Free some space, or move the home to a larger disk.")
    if free < TOO_LITTLE_DISK:
        return Finding(BAD, name, detail, mend)
    return Finding(NOTE, name, detail, mend) if free < LITTLE_DISK else Finding(OK, name, detail)


def check_secret(home: Path) -> Finding:
    """The secret key is for the owner's eyes only."""
    name, file = Text("密钥文件", "Secret key"), home / "secret_key"
    if "SIYU_SECRET_KEY" in os.environ:
        return Finding(OK, name, Text("来自环境变量", "from the environment"))
    if not file.is_file():
        mend = Text("运行 siyu up 生成。", "siyu up makes one.")
        return Finding(BAD, name, Text("缺失", "missing"), mend)
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & 0o077:
        detail = Text("其他用户可读（{mode:o}）", "others can read it ({mode:o})").format(mode=mode)
        mend = Text("运行：chmod 600 {file}", "Run: chmod 600 {file}").format(file=file)
        return Finding(BAD, name, detail, mend)
    return Finding(OK, name, Text("仅所有者可读", "readable by its owner only"))


def check_engine(engine: str) -> Finding:
    """What evaluates everybody must be there; without `SIYU_ENGINE` that is DuckDB, which always is."""
    from siyu.engine.engines import master_of
    from siyu.engine.spark.session import HOW_TO_MEND, what_is_missing

    name = Text("计算引擎", "Engine")
    try:
        master = master_of(engine)
    except Refusal as refusal:
        return Finding(BAD, name, refusal.text, refusal.mend)
    if master is None:
        return Finding(OK, name, Text("DuckDB", "DuckDB"))
    missing = what_is_missing()
    if missing is not None:
        return Finding(BAD, name, missing, HOW_TO_MEND)
    return _check_reach(name, master)


def _check_reach(name: Text, master: str) -> Finding:
    """A cluster's master must answer; several are tried one after the other."""
    hosts = master.removeprefix("spark://").split(",") if master.startswith("spark://") else []
    for host in hosts:
        address, _, port = host.rpartition(":")
        try:
            socket.create_connection((address, int(port)), timeout=3).close()
            break
        except OSError:
            continue
    else:
        if hosts:
            detail = Text("连接不到 {master}", "{master} does not answer").format(master=master)
            mend = Text("请启动 Spark 集群，或去掉 SIYU_ENGINE。", "Start the Spark cluster, or leave out SIYU_ENGINE.")
            return Finding(BAD, name, detail, mend)
    return Finding(OK, name, Text("Spark，{master}", "Spark, {master}").format(master=master))
