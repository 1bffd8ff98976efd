"""Learning: products alike and popularity of all purchases so far, and a check of the same against what came."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter

from siyu.accounts.models import Workspace
from siyu.analytics.recommend import Recommender
from siyu.connect.loads.reading import finished_load
from siyu.understand.inputs import Inputs
from siyu.understand.opening import open_inputs
from siyu.understand.recommendations.checking import check
from siyu.understand.recommendations.models import Learnt
from siyu.understand.recommendations.purchases import read_for_learning, read_popularity, read_products
from siyu.understand.recommendations.selection import next_by_stage
from siyu.understand.recommendations.storing import packed


def learn(workspace: Workspace) -> bool:
    """Learn from what was bought until today; return whether there was something to learn from.

    Nothing is done when the last learning was of the same day and nothing came in since.
    """
    load, today = finished_load(workspace), workspace.today()
    known = Learnt.objects.filter(workspace=workspace)
    if known.filter(load_no=load, as_of_on=today).exists():
        return True
    started = perf_counter()
    with open_inputs(workspace) as inputs:
        made = fit(inputs)
        if made is None:
            known.delete()
            return False
        products, recommender = made
        report = {**check(inputs), "products": len(products), "stages": next_by_stage(inputs)}
    Learnt.objects.update_or_create(
        workspace=workspace,
        defaults={
            "as_of_on": today,
            "load_no": load,
            "made_at": datetime.now(UTC),
            "took_ms": round((perf_counter() - started) * 1000),
            "products": packed(products, recommender),
            "report": report,
        },
    )
    return True


def fit(inputs: Inputs) -> tuple[list[str], Recommender] | None:
    """Return products and what was learnt of them as of the inputs; None when too few members bought the same."""
    products = read_products(inputs)
    if not products:
        return None
    bought = read_for_learning(inputs, products)
    return products, Recommender.fit(bought.baskets, read_popularity(inputs, products))
