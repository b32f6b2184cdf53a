"""The form of a final bundle: one text, one digest, whatever it is read from, and all of it in small pieces."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.release.bundle import SECTIONS, Bundling, Line, OutOfOrder, core_digest, in_pieces

LINES: list[Line] = [
    ("draft", {"version": "1.0", "digest": "ab"}),
    ("files", {"name": "definition.md", "content": "“Use”\n"}),
    ("files", {"name": "policy.toml", "content": "quorum = 3\n"}),
    ("calls", {"key": "freedom-use", "finding": "consensus"}),
]
HASH = "cd" * 32


def test_every_line_is_canonical_json_that_names_its_section() -> None:
    text = "".join(Bundling().core(LINES))

    assert text.splitlines() == [
        '{"digest":"ab","section":"draft","version":"1.0"}',
        '{"content":"“Use”\\n","name":"definition.md","section":"files"}',
        '{"content":"quorum = 3\\n","name":"policy.toml","section":"files"}',
        '{"finding":"consensus","key":"freedom-use","section":"calls"}',
    ]


def test_the_digest_is_that_of_the_whole_file_and_the_core_is_the_file_without_its_last_line() -> None:
    bundling = Bundling()
    core = "".join(bundling.core(LINES))
    last, digests = bundling.head(n=7, hash=HASH)

    told = json.loads(last)
    counted = {name: count for name, count in told.pop("lines").items() if count}
    assert told == {"section": "head", "n": 7, "hash": HASH}
    assert counted == {"draft": 1, "files": 2, "calls": 1}
    assert digests.bundle == hashlib.sha256((core + last).encode()).hexdigest()
    assert digests.core == hashlib.sha256(core.encode()).hexdigest() == core_digest(LINES)
    assert digests.size == len((core + last).encode())
    assert {name: count for name, count in digests.lines.items() if count} == {
        "draft": 1,
        "files": 2,
        "calls": 1,
    }


def test_the_core_stays_the_same_while_the_record_goes_on() -> None:
    found = []
    for n in (7, 8):
        bundling = Bundling()
        list(bundling.core(LINES))
        found.append(bundling.head(n=n, hash=HASH)[1])

    assert found[0].core == found[1].core
    assert found[0].bundle != found[1].bundle


@pytest.mark.parametrize("section", ["policy", "head", "unheard-of"])
def test_sections_stand_in_their_order_only(section: str) -> None:
    with pytest.raises(OutOfOrder):
        core_digest([*LINES, (section, {})])


def test_all_sections_may_be_there() -> None:
    assert len(list(Bundling().core((section, {}) for section in SECTIONS))) == len(SECTIONS)


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(ValueError, match="float"):
        core_digest([("draft", {"share": 0.5})])


@given(st.lists(st.text(max_size=30), max_size=20), st.integers(1, 40))
def test_pieces_joined_are_the_text_and_none_is_larger_than_asked(lines: list[str], size: int) -> None:
    pieces = list(in_pieces(lines, size=size))

    assert "".join(pieces) == "".join(lines)
    assert [piece for piece in pieces if not 0 < len(piece) <= size] == []
