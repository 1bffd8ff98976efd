"""Mounts the routers of all domains at /api/v1."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router, Schema
from ninja.responses import Response

from siyu import __version__
from siyu.accounts.api import router as accounts
from siyu.accounts.api import session_router as session
from siyu.accounts.api.authentication import ByKey, BySession
from siyu.api.errors import answer_errors
from siyu.api.parsing import WithoutNull
from siyu.api.rendering import JSON
from siyu.connect.events.api import router as events
from siyu.connect.imports.api import router as imports
from siyu.connect.inbox.api import router as inbox
from siyu.connect.surveys.api import router as surveys
from siyu.connect.webhooks.api import router as webhooks
from siyu.measure.digitisation.api import router as digitisation
from siyu.measure.metrics.api import router as overview
from siyu.understand.features.api import router as features
from siyu.understand.rules.api import router as rules
from siyu.understand.segments.api import router as segments
from siyu.understand.value.api import router as value
from siyu.unify.consents.api import router as consents
from siyu.unify.hints.api import router as hints
from siyu.unify.members.api import router as members
from siyu.unify.members.review_api import router as identity
from siyu.unify.orders.api import router as orders
from siyu.unify.privacy.api import router as privacy
from siyu.unify.stores.api import router as stores

DOMAINS: tuple[Router, ...] = (
    accounts,
    imports,
    events,
    inbox,
    webhooks,
    surveys,
    members,
    identity,
    consents,
    hints,
    orders,
    privacy,
    stores,
    features,
    rules,
    segments,
    value,
    overview,
    digitisation,
)
"""The routers below `/workspaces/{workspace}`."""


class HealthOut(Schema):
    status: str


def make_api() -> NinjaAPI:
    """Return the API with every router mounted."""
    api = NinjaAPI(
        title="Siyu",
        version=__version__,
        description="The API of Siyu: facts in, known members with value and segments out.",
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        auth=[ByKey(), BySession()],
        renderer=JSON(),
        parser=WithoutNull(),
    )
    answer_errors(api)
    api.add_router("/session", session)
    for router in DOMAINS:
        api.add_router("/workspaces/{workspace}", router)
    api.get("/health", auth=None, response=HealthOut, tags=["operations"], summary="Tell whether the server answers")(
        read_health
    )
    api.get("/openapi.json", include_in_schema=False)(read_openapi)
    return api


def read_health(request: HttpRequest) -> HealthOut:
    """Answer once the database answers."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HealthOut(status="ok")


def read_openapi(request: HttpRequest) -> HttpResponse:
    """Return this API's description; for those who are signed in."""
    return Response(describe())


def describe() -> dict[str, Any]:
    """Return the OpenAPI description."""
    from siyu.connect.collection.describing import collection_paths

    described = dict(api.get_openapi_schema(path_prefix="/api/v1/"))
    described["paths"] = {**described["paths"], **collection_paths()}
    return described


api = make_api()
