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
from siyu.connect.callbacks.api import router as callbacks
from siyu.connect.codes.api import router as codes
from siyu.connect.codes.batch_api import router as code_batches
from siyu.connect.codes.print_api import router as code_prints
from siyu.connect.contact_codes.api import router as contact_codes
from siyu.connect.contacts.api import router as contacts
from siyu.connect.events.api import router as events
from siyu.connect.imports.api import router as imports
from siyu.connect.imports.template_api import router as templates
from siyu.connect.imports.upload_api import router as uploads
from siyu.connect.inbox.api import router as inbox
from siyu.connect.pulls.api import router as pulls
from siyu.connect.surveys.api import router as surveys
from siyu.connect.webhooks.api import router as webhooks
from siyu.engage.messaging.api import router as messages
from siyu.engage.messaging.policy_api import router as policy
from siyu.engage.messaging.suppression_api import router as suppressions
from siyu.engage.templates.api import router as message_templates
from siyu.engage.welcomes.api import router as welcomes
from siyu.measure.digitisation.api import router as digitisation
from siyu.measure.metrics.api import router as overview
from siyu.platforms.channels.api import router as platform_channels
from siyu.understand.behaviour.api import router as behaviour
from siyu.understand.behaviour.funnel_api import router as funnels
from siyu.understand.connections.api import router as connections
from siyu.understand.exports.api import router as segment_exports
from siyu.understand.features.api import router as features
from siyu.understand.finds.api import router as finds
from siyu.understand.leads.api import router as leads
from siyu.understand.portraits.alike_api import router as lookalikes
from siyu.understand.portraits.api import router as portraits
from siyu.understand.recommendations.api import router as recommendations
from siyu.understand.rules.api import router as rules
from siyu.understand.segments.api import router as segments
from siyu.understand.stages.api import router as stages
from siyu.understand.tags.acts_api import router as tag_acts
from siyu.understand.tags.api import router as tags
from siyu.understand.value.api import router as value
from siyu.understand.value.channel_api import router as channels
from siyu.understand.value.forecast_api import router as forecast
from siyu.understand.value.head_api import router as heads
from siyu.understand.value.matrix_api import router as matrix
from siyu.understand.value.quadrant_api import router as quadrant
from siyu.unify.consents.api import router as consents
from siyu.unify.duplicates.api import router as duplicates
from siyu.unify.hints.api import router as hints
from siyu.unify.members.api import router as members
from siyu.unify.members.review_api import router as identity
from siyu.unify.orders.api import router as orders
from siyu.unify.privacy.api import router as privacy
from siyu.unify.stores.api import router as stores

DOMAINS: tuple[Router, ...] = (
    accounts,
    uploads,
    imports,
    templates,
    pulls,
    events,
    inbox,
    webhooks,
    callbacks,
    contact_codes,
    welcomes,
    platform_channels,
    contacts,
    surveys,
    codes,
    code_batches,
    code_prints,
    members,
    identity,
    duplicates,
    consents,
    hints,
    orders,
    privacy,
    stores,
    features,
    rules,
    finds,
    segments,
    segment_exports,
    stages,
    leads,
    tags,
    tag_acts,
    portraits,
    lookalikes,
    value,
    forecast,
    recommendations,
    heads,
    matrix,
    quadrant,
    channels,
    messages,
    suppressions,
    policy,
    overview,
    digitisation,
    behaviour,
    connections,
    funnels,
    message_templates,
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
