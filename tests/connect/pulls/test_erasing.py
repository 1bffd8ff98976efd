"""What templates and pulls say of a person is taken out of them; names stay unique, and files stay known."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyu.accounts.models import Workspace
from siyu.accounts.personal import Person, personal_data
from siyu.connect.imports.models import Import, MappingTemplate
from siyu.connect.pulls.models import FolderPull, PulledFile
from siyu.lib.traces import Traces
from tests.connect.pulls.conftest import Look, drop, run_all

pytestmark = pytest.mark.django_db
PHONE = "+8613800138000"


def test_names_of_files_and_templates_that_tell_of_a_person_are_redacted(
    workspace: Workspace, pull: FolderPull, folder: Path, look: Look
) -> None:
    drop(folder, "13800138000.csv")
    drop(folder, "138-0013-8000.csv", ("o9,2017-03-09 10:00:00,p1,1,9.00,9",))
    look(pull, 0)
    look(pull, 5)
    run_all(pull)
    look(pull, 10)
    person = Person(workspace, (1,), Traces.of({("phone", PHONE)}))
    stores = [store for store in personal_data() if store.name in {"mapping_templates", "folder_pulls"}]
    assert [store.count(person) for store in stores] == [1, 2]
    for store in stores:
        store.erase(person)
        assert store.count(person) == 0
    assert MappingTemplate.objects.get().name.startswith("[erased]")
    assert len(set(PulledFile.objects.values_list("name", flat=True))) == 2
    assert look(pull, 15).counts == {"known": 2}
    assert Import.objects.count() == 2
    assert PulledFile.objects.count() == 2
