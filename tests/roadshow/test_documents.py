"""Stops are found by event, city, venue and note."""

from flask import Flask

from consensus.kit.refs import Ref
from consensus.roadshow.documents import all_stops
from consensus.search.registry import documents_of
from tests.roadshow.acting import a_stop


def test_a_stop_is_one_document(app: Flask) -> None:
    a_stop(venue="Hall 3", note="Bring a cup.")
    a_stop("online", online=True, city="", country=None, latitude=None, longitude=None)
    refs = list(all_stops())
    [document] = documents_of(refs)[refs[0]]

    assert refs == [Ref("stop", "dakar"), Ref("stop", "online")]
    assert (document.url, document.title) == ("/roadshow/dakar/", "Deep Learning Indaba, Dakar")
    assert document.text.split("\n") == ["Deep Learning Indaba", "Dakar", "Hall 3", "Bring a cup."]
    assert documents_of([Ref("stop", "gone")]) == {Ref("stop", "gone"): []}
