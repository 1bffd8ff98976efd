"""Reading funnels: the saved document, its versions, and the question it asks."""

from __future__ import annotations

from siyu.accounts.definitions import Definitions
from siyu.accounts.models import Workspace
from siyu.lib.text import Text
from siyu.understand.behaviour.documents import read_question
from siyu.understand.behaviour.models import Funnel
from siyu.understand.behaviour.steps import FunnelQuestion
from siyu.understand.rules.known import Known

FUNNELS = Definitions(Funnel, "funnel", Text("漏斗", "funnel"), ("label",))


def find_funnel(workspace: Workspace, name: str) -> Funnel:
    """Return the funnel; raises `Refusal` (404) with the nearest known name."""
    return FUNNELS.find(workspace, name)


def question_of(funnel: Funnel) -> FunnelQuestion:
    """Return the question of a saved funnel; names were checked when it was saved."""
    return read_question(funnel.document, Known(funnel.workspace.currency))
