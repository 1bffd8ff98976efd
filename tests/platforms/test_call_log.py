"""Calls are logged in groups by a thread, and all of them."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from siyu.accounts.access import command_line
from siyu.accounts.models import Workspace
from siyu.platforms.call_log import CallLog
from siyu.platforms.channels.managing import make_channel
from siyu.platforms.channels.models import Channel, PlatformCall


def _channel(workspace: Workspace) -> Channel:
    return make_channel(command_line(workspace), kind="wecom", name="W", identity="ww1", secrets={"app_secret": "s"})


@pytest.mark.django_db(transaction=True)
def test_calls_of_many_threads_are_all_written(workspace: Workspace, settings: Any) -> None:
    settings.SIYU_CALL_LOG_SECONDS = 0.01
    channel, log = _channel(workspace), CallLog()

    def call() -> None:
        for number in range(25):
            log.note(PlatformCall(channel=channel, path=f"/cgi-bin/{number}", errcode=0, ms=1))

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    until = time.monotonic() + 60
    while PlatformCall.objects.count() < 100 and time.monotonic() < until:
        time.sleep(0.02)
    assert PlatformCall.objects.count() == 100


@pytest.mark.django_db(transaction=True)
def test_what_can_not_be_written_is_left_out_and_the_next_is_written(workspace: Workspace, settings: Any) -> None:
    settings.SIYU_CALL_LOG_SECONDS = 60
    log, channel = CallLog(), _channel(workspace)
    log.note(PlatformCall(channel=channel, path="x" * 50, errcode=0, ms=-1))
    log.flush()
    log.note(PlatformCall(channel=channel, path="/cgi-bin/good", errcode=0, ms=1))
    log.flush()
    assert PlatformCall.objects.filter(path="/cgi-bin/good").count() == 1
