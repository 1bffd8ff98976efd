"""Django's settings, made from a few environment variables; without any, everything lives in `./siyu-data`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url

from siyu.config.secrets import read_or_make_secret

SIYU_HOME = Path(os.environ.get("SIYU_HOME", "siyu-data")).resolve()
SIYU_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)

SIYU_RAW_KEY = read_or_make_secret(SIYU_HOME / "raw_key", "SIYU_RAW_KEY", make=lambda: secrets.token_hex(32))
SIYU_ERASURE_KEY = read_or_make_secret(SIYU_HOME / "erasure_key", "SIYU_ERASURE_KEY")
SECRET_KEY = read_or_make_secret(SIYU_HOME / "secret_key", "SIYU_SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SIYU_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("SIYU_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django_tasks",
    "django_tasks_db",
    "siyu.jobs",
    "siyu.accounts",
    "siyu.platforms.channels",
    "siyu.connect.imports",
    "siyu.connect.pulls",
    "siyu.connect.loads",
    "siyu.connect.inbox",
    "siyu.connect.events",
    "siyu.connect.webhooks",
    "siyu.connect.callbacks",
    "siyu.connect.contact_codes",
    "siyu.connect.contacts",
    "siyu.connect.surveys",
    "siyu.connect.codes",
    "siyu.unify.members",
    "siyu.unify.duplicates",
    "siyu.unify.orders",
    "siyu.unify.consents",
    "siyu.unify.hints",
    "siyu.unify.privacy",
    "siyu.unify.stores",
    "siyu.unify.benefits",
    "siyu.unify.contacts",
    "siyu.understand.behaviour",
    "siyu.understand.connections",
    "siyu.understand.exports",
    "siyu.understand.features",
    "siyu.understand.finds",
    "siyu.understand.leads",
    "siyu.understand.live",
    "siyu.understand.recommendations",
    "siyu.understand.portraits",
    "siyu.understand.rules",
    "siyu.understand.segments",
    "siyu.understand.stages",
    "siyu.understand.tags",
    "siyu.understand.value",
    "siyu.engage.messaging",
    "siyu.engage.welcomes",
    "siyu.engage.templates",
    "siyu.engage.channels",
    "siyu.measure.metrics",
    "siyu.measure.digitisation",
    "siyu.console",
]

MIDDLEWARE = [
    "siyu.api.requests.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "siyu.console.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPEND_SLASH = False

ROOT_URLCONF = "siyu.config.urls"
WSGI_APPLICATION = "siyu.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
DATABASES = {
    "default": dj_database_url.parse(os.environ.get("DATABASE_URL", f"sqlite:///{SIYU_HOME / 'siyu.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE
    DATABASES["inbox"] = {**DATABASES["default"], "NAME": str(SIYU_HOME / "inbox.sqlite3")}
DATABASE_ROUTERS = ["siyu.connect.inbox.router.InboxRouter"]
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = 60

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "maintenance"]}}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "zh-hans"
USE_I18N = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("SIYU_HTTPS", "") == "1"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "siyu.api.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# `spark://host:7077` or `spark://local[4]` evaluates on Spark what is asked about everybody.
SIYU_ENGINE = os.environ.get("SIYU_ENGINE", "duckdb")
SIYU_EVENTS_A_SECOND = int(os.environ.get("SIYU_EVENTS_A_SECOND", "100000"))
SIYU_INBOX_MOST_ROWS = int(os.environ.get("SIYU_INBOX_MOST_ROWS", "200000"))
SIYU_INBOX_MOST_SECONDS = int(os.environ.get("SIYU_INBOX_MOST_SECONDS", "21600"))
SIYU_INBOX_LEAST_DISK = int(os.environ.get("SIYU_INBOX_LEAST_DISK", str(512 * 1024**2)))
SIYU_RAW_DAYS = int(os.environ.get("SIYU_RAW_DAYS", "3"))
SIYU_UPLOAD_MAX_BYTES = int(os.environ.get("SIYU_UPLOAD_MAX_BYTES", str(2 * 1024**3)))

SIYU_IMPORT_FOLDERS = [
    Path(folder).absolute() for folder in os.environ.get("SIYU_IMPORT_FOLDERS", "").split(os.pathsep) if folder
]

# Hosts beside the platforms' own that channels may speak to, such as `127.0.0.1:8901` of a sandbox.
SIYU_PLATFORM_HOSTS = [host.strip() for host in os.environ.get("SIYU_PLATFORM_HOSTS", "").split(",") if host.strip()]
SIYU_CALL_LOG_SECONDS = 0.25
SIYU_PLATFORM_CALL_DAYS = int(os.environ.get("SIYU_PLATFORM_CALL_DAYS", "7"))

STATIC_URL = "/static/"
CONSOLE = Path(__file__).parent.parent / "console" / "static"
STATIC_ROOT = CONSOLE if CONSOLE.is_dir() else None
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8,}\.\w+$"
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("SIYU_LOG", "WARNING")},
    "loggers": {
        "siyu": {"level": os.environ.get("SIYU_LOG", "INFO")},
        "django.request": {"level": "ERROR"},
        # They write whole addresses, in which the platforms want secrets and tokens.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        # A level that nobody shows is no trouble; Splink warns of each.
        "splink": {"level": "ERROR"},
    },
}
