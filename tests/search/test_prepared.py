"""Documents as engines take them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from consensus.search.prepared import digest_of, facts_of, moment_as_order, order_of, prepare, shown
from tests.search.shelf import DAY, note

FULL = note(
    1, "The text.", "A title", draft="0.0.9", drafts=("0.0.8", "0.0.9"), clause="use", clauses=("study",), also=("objection",),
    outcome="declined", source="OSI", language="pt-BR", author="p:1", byline="Ana García", system="olmo", stop="geneva",
)  # fmt: skip


def test_it_is_counted_by_its_values() -> None:
    assert facts_of(FULL) == {
        "kind": ("note", "objection"), "draft": ("0.0.9", "0.0.8"), "clause": ("use", "study"), "outcome": ("declined",),
        "in": ("osi",), "language": ("pt",), "year": ("2024",), "author": ("p:1",), "system": ("olmo",),
        "stop": ("geneva",), "audience": ("everybody",),
    }  # fmt: skip


def test_it_is_found_by_title_text_and_name() -> None:
    prepared = prepare(FULL)

    assert prepared.exact == ("a", "title", "¶", "the", "text", "¶", *prepared.byline)
    assert set(prepared.title) <= set(prepared.words)
    assert prepared.byline == ("ana", "garcia")
    assert "data-information" in prepare(note(1, "x", kind="clause", clause="data-information")).title


def test_a_title_that_is_only_the_beginning_counts_for_nothing() -> None:
    assert prepare(note(1, "Say it\nwith flowers.", "Say it with…")).title == ()


def test_what_is_shown_comes_back() -> None:
    kept = shown(prepare(FULL).kept)

    assert {name: kept[name] for name in ("id", "title", "text", "at", "source", "clauses")} == {
        "id": "note:1", "title": "A title", "text": "The text.", "at": FULL.at, "source": "OSI", "clauses": ("study",),
    }  # fmt: skip
    assert len(shown(prepare(note(1, "long " * 9000)).kept)["text"]) == 8_000


def test_a_digest_is_of_everything_it_says() -> None:
    assert digest_of(FULL) == digest_of(replace(FULL))
    assert (
        len({digest_of(each) for each in (FULL, replace(FULL, text="Other."), replace(FULL, outcome=None))})
        == 3
    )
    assert len(digest_of(note(1, "\ud800"))) == 32


def test_the_order_rises_with_time_and_tells_apart() -> None:
    later = DAY + timedelta(milliseconds=1)

    assert order_of(DAY, "a") < order_of(later, "b")
    assert order_of(DAY, "a") != order_of(DAY, "b")
    assert moment_as_order(DAY) <= order_of(DAY, "a") < moment_as_order(later)
    assert (
        0
        <= order_of(datetime(1, 1, 1, tzinfo=UTC), "a")
        < order_of(datetime(9999, 1, 1, tzinfo=UTC), "a")
        < 1 << 63
    )
