"""Entries in words: names for ids, a link where there is a page."""

import pytest
from flask import Flask

from consensus.kit import places
from consensus.kit.db import transaction
from consensus.ledger import names, record
from consensus.ledger.queries import entries_after
from consensus.ledger.telling import by_day, tell
from consensus.ledger.verbs import VERBS, sentence_of, words_of_verb

from .conftest import ANA, TRIED

BEN = "p:benbenbenbenbenb"


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Somebody who knows Ana and Ben, where clauses are and what they are called. → what was asked for."""
    asked: list[list[str]] = []

    def resolve(ids: object) -> dict[str, str]:
        asked.append(list(ids))  # type: ignore[call-overload]
        return {ANA.actor_id: "Ana", BEN: "Ben"}

    monkeypatch.setattr(names, "RESOLVERS", [resolve])
    monkeypatch.setitem(
        places.PLACES, "clause", places.Place(lambda name: f"/clauses/{name}/", "clause %(name)s")
    )
    monkeypatch.setitem(places.PLACES, "account", places.Place(lambda name: None, "%(name)s"))
    return asked


def told(subject: str, **details: object) -> tuple[str, str | None, str]:
    """Who, where and what of an entry about a subject."""
    with transaction():
        record(TRIED, ANA, subject, **details)
    [entry] = tell(entries_after(0))
    return entry.who, entry.url, entry.sentence


def test_a_thing_with_a_page_is_called_by_its_words_and_linked(app: Flask, known: object) -> None:
    assert told("clause:a", tool="a pen") == ("Ana", "/clauses/a/", "tried clause a with a pen")


def test_a_thing_that_nobody_declared_is_called_by_its_ref(app: Flask, known: object) -> None:
    assert told("spoon:7", tool="a pen") == ("Ana", None, "tried spoon:7 with a pen")


def test_people_are_called_by_their_names_wherever_they_stand(app: Flask, known: list[list[str]]) -> None:
    assert told(f"account:{BEN}", tool=f"account:{ANA.actor_id}") == ("Ana", None, "tried Ben with Ana")
    assert known == [[ANA.actor_id, BEN]]


def test_who_was_erased_is_told_as_such(app: Flask) -> None:
    assert told(f"account:{BEN}", tool="v:votevotevotevote")[2] == (
        "tried Someone whose account was erased with Participant vote"
    )


def test_a_sentence_without_its_subject_gets_it_at_the_end(
    app: Flask, known: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(VERBS, TRIED, "looked at")

    assert told("clause:a")[2] == "looked at clause a"


def test_the_sentence_is_cut_where_its_subject_stands(app: Flask, known: object) -> None:
    with transaction():
        record(TRIED, ANA, "clause:a", tool="a pen")

    [entry] = tell(entries_after(0))
    assert (entry.before, entry.subject, entry.after) == ("tried ", "clause a", " with a pen")


def test_missing_details_lists_and_nothing_are_told_without_failing() -> None:
    assert sentence_of(TRIED, subject="it", details={}) == "tried it with –"
    assert sentence_of(TRIED, subject="it", details={"tool": ["a", 2]}) == "tried it with a, 2"
    assert sentence_of(TRIED, subject="it", details={"tool": None}) == "tried it with –"


def test_a_verb_whose_feature_is_gone_is_told_by_its_name() -> None:
    assert sentence_of("thing.forgotten", subject="it", details={}) == "thing.forgotten it"


def test_a_verb_alone_is_told_with_gaps() -> None:
    assert words_of_verb(TRIED) == "tried … with …"


def test_entries_of_a_day_stand_together(app: Flask, known: object) -> None:
    with transaction():
        record(TRIED, ANA, "clause:a")
        record(TRIED, ANA, "clause:b")
    entries = tell(entries_after(0))

    assert [(day.date, [each.n for each in day.entries]) for day in by_day(entries)] == [
        (entries[0].at.date(), [1, 2])
    ]
    assert by_day([]) == []


def test_names_are_asked_for_at_once_and_only_where_there_are_some(
    app: Flask, known: list[list[str]]
) -> None:
    assert names.names_of(["system:cli", ANA.actor_id, ANA.actor_id]) == {
        "system:cli": "The site",
        ANA.actor_id: "Ana",
    }
    assert known == [[ANA.actor_id, "system:cli"]]
    assert names.name_of(BEN) == "Ben"


@pytest.mark.parametrize(
    "text, id",
    [
        (BEN, BEN), (f"account:{BEN}", BEN), ("v:votevotevotevote", "v:votevotevotevote"),
        (f"see {BEN}", None), ("p:short", None), ("draft:0.0.9", None), (None, None), (7, None), ([BEN], None),
    ],
)  # fmt: skip
def test_only_a_text_that_is_an_id_names_a_person(text: object, id: str | None) -> None:
    assert names.person_in(text) == id
