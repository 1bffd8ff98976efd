"""Whatever the API's own description allows, and some of what it does not, is answered and never fails the server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from siyu.accounts.keys import make_key
from siyu.accounts.models import Workspace
from siyu.api.root import describe
from siyu.config.wsgi import application
from tests.connect.collecting import committing_here

__all__ = ["committing_here"]

EXAMPLES = int(os.environ.get("SIYU_EXAMPLES", "2"))
SCHEMA = schemathesis.openapi.from_dict(describe())
SCHEMA.app = application
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


@pytest.fixture
def keep_connections() -> Iterator[None]:
    """Closing old connections with a request would end the test's transaction."""
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield
    for signal in both:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("committing_here", "keep_connections")
@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("operation", OPERATIONS, ids=[operation.label for operation in OPERATIONS])
def test_it_is_answered_in_the_described_shape(operation: Any, workspace: Workspace) -> None:
    role = "write" if operation.path.startswith(("/v1/", "/sa")) else "owner"
    _, key = make_key(workspace, "any", role, by=None)

    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, database=None, derandomize=True, phases=[Phase.generate])
    def ask(case: Any) -> None:
        if "workspace" in case.path_parameters:
            case.path_parameters["workspace"] = workspace.slug
        response = case.call(headers={"Authorization": f"Bearer {key}"})
        assert response.status_code < 500, (case.as_curl_command(), response.text[:500])
        checks = [not_a_server_error, response_schema_conformance]
        case.validate_response(response, checks=checks, excluded_checks=None)

    ask()
