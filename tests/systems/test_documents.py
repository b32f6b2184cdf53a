"""Systems are found by name, maker, licences, and what our record says."""

from flask import Flask

from consensus.kit.refs import Ref
from consensus.search.registry import documents_of
from consensus.systems.documents import all_systems
from tests.systems.acting import draft_with, system, take_file
from tests.systems.actions.test_importing import MOT, NATIVE


def test_a_system_is_one_document(app: Flask) -> None:
    draft_with()
    take_file("alpha.yaml", NATIVE)
    take_file("Alpha.yml", MOT)
    [ref] = all_systems()
    [document] = documents_of([ref])[ref]

    assert (document.id, document.url, document.title) == ("system:alpha", "/systems/alpha/", "Alpha")
    assert set(document.text.split("\n")) >= {"Alpha", "Maker", "text", "MIT", "Model Openness Tool"}


def test_every_system_is_among_the_subjects(app: Flask) -> None:
    system("Alpha")
    system("Beta")

    assert list(all_systems()) == [Ref("system", "alpha"), Ref("system", "beta")]
    assert documents_of([Ref("system", "gone")]) == {Ref("system", "gone"): []}
