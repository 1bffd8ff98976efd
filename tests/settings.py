"""The settings of a test run: a home of its own, made before Django reads it, and nothing slow for safety's sake."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="siyu-tests-")
os.environ["SIYU_HOME"] = HOME
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

from siyu.config.settings import *  # noqa: E402, F403
from siyu.config.settings import DATABASES, SQLITE  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and processes of a test meet the same locks as in life.
    for alias, database in DATABASES.items():
        database["TEST"] = {"NAME": f"{HOME}/test-{alias}.sqlite3"}
        database["OPTIONS"] = SQLITE | {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
        }

# Another thread would not see the channel that a test has made in its transaction.
SIYU_CALL_LOG_SECONDS = 0
