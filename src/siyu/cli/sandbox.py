"""`siyu sandbox`: a local server that behaves like WeCom, official accounts and mini-programs. It knows nothing of Siyu."""

from __future__ import annotations

import click

from siyu.cli.words import command, option
from siyu_sandbox.command import DEFAULT_PORT, FASTEST, print_list, run


@command(
    "sandbox",
    "在本机模拟企业微信、公众号与小程序平台，连同回调和会扫码、聊天、屏蔽的人。不读写 Siyu 的数据。",
    "Run a local server that behaves like WeCom, official accounts and mini-programs, with callbacks and people who scan, "
    "chat and block. It touches none of Siyu's data.",
)
@option("--host", default="127.0.0.1", show_default=True, zh="监听地址", en="Address to listen on")
@option("--port", default=DEFAULT_PORT, show_default=True, type=click.IntRange(1, 65535), zh="端口", en="Port")
@option("--seed", default=7, show_default=True, type=int, zh="随机种子：相同则结果相同", en="Same seed, same world")
@option(
    "--speed",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0, FASTEST),
    zh="时钟倍速，0 为静止",
    en="Speed of the clock; 0 stands still",
)
@option("--list", "only_list", is_flag=True, zh="列出全部接口后退出", en="List every endpoint and stop")
def sandbox(host: str, port: int, seed: int, speed: float, only_list: bool) -> None:
    """Serve until SIGTERM or SIGINT, or list what would be served."""
    if only_list:
        print_list()
    else:
        run(host=host, port=port, seed=seed, speed=speed)
