"""`siyu demo`: a real retailer's year in a workspace of its own, then the console. A second start loads nothing again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from siyu.cli.language import language, say
from siyu.cli.words import command, option
from siyu.lib.errors import Refusal
from siyu.lib.text import Text

SANDBOX_PORT = 8901


@command(
    "demo",
    "载入真实零售数据（Complete Journey，2017 全年），在模拟的企业微信旁打开控制台。",
    "Load a real retailer's year (The Complete Journey, 2017) and open the console beside a simulated WeCom.",
)
@option("--load-only", is_flag=True, zh="只载入数据，不启动控制台", en="Load the data without starting the console")
@option("--host", default="127.0.0.1", show_default=True, zh="监听地址", en="Address to listen on")
@option("--port", default=8900, show_default=True, type=click.IntRange(1, 65535), zh="端口", en="Port")
@option(
    "--sandbox-port",
    default=SANDBOX_PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    zh="平台沙箱的端口，0 为不启动沙箱",
    en="Port of the platforms' sandbox; 0 starts none",
)
@click.option("--only", type=click.Choice(["serve", "people"]), hidden=True)
def demo(load_only: bool, host: str, port: int, sandbox_port: int, only: str | None) -> None:
    """Load what is missing, say what was found, and serve until stopped; `only` is a part of that in a process of its own."""
    from siyu.cli.schema import bring_up_to_date
    from siyu.cli.session import set_up
    from siyu.cli.up import only_one, refuse_taken

    if sandbox_port:
        # The operator of this server is whoever runs the demo: calls to the sandbox stay on this machine.
        os.environ["SIYU_PLATFORM_HOSTS"] = ",".join(
            filter(None, [os.environ.get("SIYU_PLATFORM_HOSTS"), _sandbox(sandbox_port)])
        )
    home = set_up()
    if only == "people":
        _let_people_come(home, sandbox_port)
        return
    from siyu.cli.demo.loading import load_demo  # its models need Django to be set up

    with only_one(home):
        if not load_only:
            refuse_taken(host, port)
            if sandbox_port:
                refuse_taken("127.0.0.1", sandbox_port, "--sandbox-port")
        if only == "serve":
            _serve(home, host, port, sandbox_port)
            return
        bring_up_to_date()
        load_demo(home)
    if not load_only:
        click.echo(say(Text("正在启动控制台…", "Starting the console…")))
        _become_server(home, host, port, sandbox_port)


def _become_server(home: Path, host: str, port: int, sandbox_port: int) -> None:
    """Replace this process by one that serves, which needs none of the memory that loading took."""
    sys.stdout.flush()
    arguments = ["--home", str(home), "--lang", "zh" if language().startswith("zh") else "en"]
    served = ["demo", "--only", "serve", "--host", host, "--port", str(port), "--sandbox-port", str(sandbox_port)]
    os.execv(sys.executable, [sys.executable, "-m", "siyu.cli", *arguments, *served])  # noqa: S606 - our own command


def _serve(home: Path, host: str, port: int, sandbox_port: int) -> None:
    """Run the server, and beside it the sandbox with people who find the brand."""
    from siyu.cli.up import serve

    if not sandbox_port:
        serve(home, host, port, open_browser=True)
        return
    sandbox = (sys.executable, "-m", "siyu_sandbox", "--port", str(sandbox_port))
    people = (sys.executable, "-m", "siyu.cli", "demo", "--only", "people", "--sandbox-port", str(sandbox_port))
    serve(home, host, port, open_browser=True, beside={"sandbox": sandbox}, once_ready=people)


def _let_people_come(home: Path, sandbox_port: int) -> None:
    import httpx

    from siyu.cli.demo.people import let_people_come

    try:
        let_people_come(home, f"http://{_sandbox(sandbox_port)}")
    except (httpx.HTTPError, TimeoutError) as error:
        text = Text("演示中没有人扫码：{error}", "nobody scans the demo's code: {error}").format(error=str(error))
        mend = Text("请看控制台“渠道”页的检查。", "See the check on the console's page of channels.")
        raise Refusal("demo.people", text, mend=mend) from error


def _sandbox(port: int) -> str:
    return f"127.0.0.1:{port}"
