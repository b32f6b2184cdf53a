"""Whatever is asked is answered or explained, quickly: what it costs is bounded by how it is read, not by its length."""

import pytest

from consensus.search.asking import read
from consensus.search.queries import alike, complete, find
from consensus.search.question import MOST_SIGNS, MOST_TERMS
from consensus.search.sought import MOST_PIECES, beginnings_in, sought
from tests.search.shelf import Notes, note

HOSTILE = {
    "long": "word " * 2_000, "one long word": "w" * 10_000, "wildcards": "a* b* c* ?* " * 1_000, "beginnings": "wo* nu* ab* " * 900,
    "stars": "*" * 10_000, "brackets": "(" * 5_000 + "word" + ")" * 5_000, "quotes": '"' * 9_999, "minus": "-" * 10_000,
    "regex": r"/(w+)+$/ (a|a)*b [^x]{1,1000} \p{L}", "backslashes": "\\" * 10_000, "nulls": "wo\x00rd\x00" * 1_000,
    "right to left": "\u202e\u200f\u2067word\u202c" * 1_000, "or": "OR " * 3_000, "words or": "word OR " * 1_500,
    "not": "NOT " * 3_000, "fields": "kind:a " * 2_000, "empty fields": "kind: draft: author: " * 500, "nested": 'kind:kind:"kind:' * 500,
    "dates": "before:9999999 after:-1 before:0000-00-00 after:" + "9" * 5_000, "tilde": "word~3 word~0 ^5 word^1e999",
    "surrogates": "\ud800\udfff" * 5_000, "accents": "e" + "\u0301" * 9_999, "letters of many": "\ufdfa" * 5_000, "emoji": "👩‍👩‍👧‍👦" * 2_000,
    "percent": "%s%n{0}{{}}" * 1_000, "pieces": "a-b.c_d" * 1_500, "signs": "透明性" * 3_000, "sql": "'; DROP TABLE comments; --",
    "to": "[a TO z] {* TO *}", "lucene": '+word -"a" && || ! ( ) { } [ ] ^ " ~ * ? : \\ /', "tabs": "\t\r\n\v\f" * 2_000,
}  # fmt: skip


@pytest.fixture
def shelf(notes: Notes, catch_up) -> Notes:
    """Many different words, so that beginnings have something to stand for."""
    notes.update(
        {
            id: note(id, "word " + " ".join(f"wo{n}x nu{n} ab{id}" for n in range(id * 20, id * 20 + 20)))
            for id in range(4, 40)
        }
    )
    catch_up()
    return notes


def test_it_is_answered_or_explained(shelf) -> None:
    silent = [what for what, text in HOSTILE.items() if not _answered(text)]

    assert silent == []


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_read_into_something_small(what: str) -> None:
    question = read(HOSTILE[what], fields={name: [HOSTILE[what]] for name in ("kind", "author", "before")})
    wanted = sought(question)

    assert len(question.text) <= MOST_SIGNS
    assert sum(map(len, wanted.groups)) + len(wanted.without) <= MOST_PIECES * 2
    assert len(beginnings_in(wanted)) <= MOST_TERMS
    assert max((len(value) for values in question.only.values() for value in values), default=0) <= MOST_SIGNS


def _answered(text: str) -> bool:
    """Whether something is found, or it is said why not; or nothing is left of it, or it is simply not there."""
    question = read(text, fields={"language": [""], "colour": [text]})
    found = find(question, sort=text, limit=3)
    more = find(read("word", fields={"author": [text], "kind": [text], "before": [text]}))
    others = (complete(text), alike(text))
    return (
        bool(found.total or found.explained or not question.text or question)
        and len(others) == 2
        and more.ready
    )
