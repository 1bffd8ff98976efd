"""`siyu up`: a home made ready, then web and worker under one supervisor."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from siyu.cli.language import say
from siyu.cli.session import ADDRESS, set_up
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

FIRST_WORKSPACE, FIRST_OWNER = "main", "owner@localhost"
DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8900


@command(
    "up",
    "启动网页和后台任务；首次运行会建立空实例。",
    "Start web and worker; the first time an empty instance is made.",
)
@option("--host", default=DEFAULT_HOST, show_default=True, zh="监听地址", en="Address to listen on")
@option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535), zh="端口", en="Port")
@option("--open", "open_browser", is_flag=True, zh="就绪后打开浏览器", en="Open a browser when it is ready")
def up(host: str, port: int, open_browser: bool) -> None:
    """Run until SIGTERM or SIGINT."""
    home = set_up()
    with only_one(home):
        refuse_taken(host, port)
        prepare()
        serve(home, host, port, open_browser)


def prepare() -> None:
    """Bring the database up to date, and make the first workspace and its owner in an empty one."""
    from siyu.accounts.access import command_line
    from siyu.accounts.models import Workspace
    from siyu.accounts.users import add_user
    from siyu.accounts.workspaces import open_workspace
    from siyu.cli.schema import bring_up_to_date
    from siyu.unify.privacy.replaying import replay_erasures

    backup = bring_up_to_date()
    if backup:
        click.echo(say(Text("升级前已备份：{path}", "Backed up before the upgrade: {path}").format(path=backup)))
    if erased := replay_erasures():
        text = Text(
            "数据库来自较早的备份：再次删除了 {n} 人。",
            "The database is of an earlier day: {n} people were erased again.",
        )
        click.echo(say(text.format(n=erased)))
    if not Workspace.objects.exists():
        add_user(command_line(open_workspace(FIRST_WORKSPACE)), FIRST_OWNER, "", "owner")


def serve(
    home: Path,
    host: str,
    port: int,
    open_browser: bool,
    *,
    beside: Mapping[str, Sequence[str]] | None = None,
    once_ready: Sequence[str] = (),
) -> None:
    """Run web and worker until told to stop, printing the address, and a login link while nobody has a password.

    `beside` are commands kept running with them; `once_ready` is one that is started once when the web answers.
    """
    from siyu.cli.readiness import Readiness
    from siyu.cli.supervisor import Supervisor

    _pass_on(home, host)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    (home / ADDRESS).write_text(url)
    worker = (sys.executable, "-m", "siyu.cli", "worker")
    supervisor = Supervisor({"web": _web(host, port), "worker": worker, **(beside or {})})

    def greet() -> None:
        _greet(url, open_browser)
        if once_ready:
            supervisor.start_once("once ready", once_ready)

    ready = Readiness(host, port, greet)
    supervisor.run(while_running=ready.look)
    click.echo(say(Text("已停止。", "Stopped.")))


def refuse_taken(host: str, port: int, name: str = "--port") -> None:
    """Refuse a port that something else listens on; `name` is the option that chooses another."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(
                "up.port",
                Text("无法监听 {host}:{port}：{error}", "can't listen on {host}:{port}: {error}").format(
                    host=host, port=port, error=error.strerror
                ),
                mend=Text(
                    "请用 {name} 换一个端口，或运行 siyu doctor。", "Choose another with {name}, or run siyu doctor."
                ).format(name=name),
            ) from None


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the home for this supervisor; refuses a second one."""
    with (home / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            text = Text("Siyu 已在 {home} 上运行", "Siyu is running on {home} already").format(home=home)
            mend = Text("请先停止它，或用 --home 指定别的目录。", "Stop it first, or name another folder with --home.")
            raise Refusal("up.running", text, mend=mend) from None
        yield


def _pass_on(home: Path, host: str) -> None:
    """Let the children open the same home and answer to the address they listen on."""
    os.environ["SIYU_HOME"] = str(home)
    if "SIYU_HOSTS" not in os.environ and host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        os.environ["SIYU_HOSTS"] = ",".join(dict.fromkeys([host, "127.0.0.1", "localhost", "[::1]"]))


def _web(host: str, port: int) -> tuple[str, ...]:
    return (
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", "1", "--blocking-threads", "16", "--respawn-failed-workers", "--no-ws", "--log-level", "error",
        "siyu.config.wsgi:application",
    )  # fmt: skip


def _greet(url: str, open_browser: bool) -> None:
    from siyu.accounts.links import make_link
    from siyu.accounts.models import User

    click.echo(say(Text("Siyu 已就绪：{url}", "Siyu is ready: {url}").format(url=url)))
    owner = User.objects.filter(email=FIRST_OWNER, deactivated_at=None).first()
    if owner and not owner.has_usable_password():
        link = Text("登录（一次有效，15 分钟内）：{url}", "Sign in (good once, for 15 minutes): {url}")
        path = make_link(owner)
        click.echo(say(link.format(url=url + path)))
        if open_browser and _has_screen():
            webbrowser.open(url + path)
    click.echo(say(Text("按 Ctrl+C 停止。", "Press Ctrl+C to stop.")))


def _has_screen() -> bool:
    """Say whether a browser window can open here; on a server one would only disturb the terminal."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
