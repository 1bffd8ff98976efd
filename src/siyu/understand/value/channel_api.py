"""The endpoint of channel fit."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from siyu.accounts.access import require
from siyu.lib.labels import Label
from siyu.understand.value.channels import Answer, Industry

router = Router(tags=["value"])
Days = Annotated[int, Field(ge=1, le=3650)]
Minor = Annotated[int | None, Field(ge=0, le=10**12)]


class Way(Schema):
    name: str
    label: Label
    verdict: str
    because: list[Label]
    asks: list[str]


class ChannelReport(Schema):
    as_of: date
    days: int
    buyers: int
    orders: int
    basket_minor: int
    dear_minor: int
    frequency: float | None
    cycle_days: float | None
    repeaters: int
    stores: int
    store_share: float
    reachable: int
    members: int
    unknown: list[str]
    ways: list[Way]


@router.get("/value/channels", response=ChannelReport, summary="Tell which ways of contact fit the brand")
def read_channels(
    request: HttpRequest,
    workspace: Path[str],
    days: Days = 365,
    dear: Minor = None,
    industry: Industry | None = None,
    elderly: Answer | None = None,
    guides: Answer | None = None,
) -> Any:
    """Return each way with its verdict and reasons; `dear` (minor units) is what a mean order is dear from."""
    from siyu.understand.opening import open_inputs
    from siyu.understand.value.channel_report import channel_report

    access = require(request, workspace, "value.view")
    with open_inputs(access.workspace) as inputs:
        return channel_report(inputs, days, dear, industry=industry, elderly=elderly, guides=guides)
