"""How things are named."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.kit.refs import Ref, parse, ref

KINDS = st.from_regex(r"[a-z][a-z-]{0,20}", fullmatch=True)
NAMES = st.from_regex(r"[A-Za-z0-9:._-]{1,40}", fullmatch=True)


@dataclass(frozen=True)
class Draft:
    """A thing with a name."""

    ref: Any


@given(KINDS, NAMES)
def test_a_ref_reads_back_from_its_text(kind: str, name: str) -> None:
    assert parse(str(Ref(kind, name))) == Ref(kind, name)


def test_a_thing_its_text_and_its_ref_name_the_same() -> None:
    assert ref(Draft(Ref("draft", "0.0.9"))) == ref("draft:0.0.9") == ref(Ref("draft", "0.0.9"))


def test_a_name_may_hold_a_colon() -> None:
    assert parse("account:p:abc") == Ref("account", "p:abc")


@pytest.mark.parametrize(
    "text", ["", "draft", ":1", "draft:", "Draft:1", "draft:a b", "draft:a\n", "d:" + "x" * 201]
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize("thing", [None, 7, object(), Draft("draft:1")])
def test_a_thing_without_a_name_is_refused(thing: Any) -> None:
    with pytest.raises(ValueError):
        ref(thing)
