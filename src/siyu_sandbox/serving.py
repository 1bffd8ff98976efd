"""The server: granian with the application in one process, and what is said when it is ready."""

from __future__ import annotations

import socket
from functools import partial

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from siyu_sandbox.asgi import Application
from siyu_sandbox.sandbox import Sandbox
from siyu_sandbox.world.founding import found_world


def serve(host: str, port: int, seed: int, speed: float) -> None:
    """Serve a new world until SIGINT or SIGTERM; exits with 2 when the port is taken."""
    _refuse_taken(host, port)
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    click.echo(f"沙盒已就绪 · the sandbox is ready: {url}/_sandbox/")
    server = Server("siyu_sandbox", address=host, port=port, interface=Interfaces.ASGI, log_level=LogLevels.error)
    server.serve(target_loader=partial(make_application, seed, speed), wrap_loader=False)


def make_application(seed: int, speed: float) -> Application:
    """Return the application with a world of its own."""
    return Application(Sandbox(found_world(seed, speed=speed)))


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.UsageError(
                f"无法监听 · can't listen on {host}:{port}: {error.strerror}. 请换 --port · choose another --port"
            ) from None
