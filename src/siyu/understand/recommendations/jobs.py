"""Jobs that learn what members buy next, when a day is over or facts came in."""

from __future__ import annotations

from siyu.accounts.models import Workspace
from siyu.jobs import enqueue_once, job


@job()
def learn_all() -> None:
    """Queue the learning of every workspace whose last learning is of an earlier day."""
    from siyu.understand.recommendations.models import Learnt

    known = dict(Learnt.objects.values_list("workspace_id", "as_of_on"))
    for workspace in Workspace.objects.all():
        if known.get(workspace.pk) != workspace.today():
            enqueue_once(learn_one, workspace.slug)


@job()
def learn_one(slug: str) -> bool:
    """Learn anew unless nothing came in since; return whether there was something to learn from."""
    from siyu.understand.recommendations.learning import learn

    return learn(Workspace.objects.get(slug=slug))
