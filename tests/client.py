"""A client of the API that speaks JSON, signed in as a user or by a key; CSRF is checked as in life."""

from __future__ import annotations

from typing import Any

from django.test import Client

from siyu.accounts.models import User

ROOT = "/api/v1"
_NOTHING = object()


class ApiClient:
    """Sends paths below /api/v1; a session brings its CSRF token with every change."""

    def __init__(self, user: User | None = None, *, key: str | None = None, csrf: bool = True) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        self.headers: dict[str, str] = {"Authorization": f"Bearer {key}"} if key else {}
        if csrf and key is None:
            self.client.cookies["csrftoken"] = "c" * 32
            self.headers["X-CSRFToken"] = "c" * 32

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(ROOT + path, query, headers=self.headers)

    def post(self, path: str, json: Any = _NOTHING, *, files: dict[str, Any] | None = None) -> Any:
        if files is not None:
            return self.client.post(ROOT + path, files, headers=self.headers)
        return self.send("POST", path, json)

    def put(self, path: str, json: Any = _NOTHING) -> Any:
        return self.send("PUT", path, json)

    def patch(self, path: str, json: Any = _NOTHING) -> Any:
        return self.send("PATCH", path, json)

    def delete(self, path: str, json: Any = _NOTHING) -> Any:
        return self.send("DELETE", path, json)

    def send(self, method: str, path: str, json: Any = _NOTHING) -> Any:
        if json is _NOTHING:
            return self.client.generic(method, ROOT + path, headers=self.headers)
        from json import dumps

        from django.core.serializers.json import DjangoJSONEncoder

        return self.client.generic(
            method, ROOT + path, dumps(json, cls=DjangoJSONEncoder), "application/json", headers=self.headers
        )
