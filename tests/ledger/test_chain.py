"""The chain: its canonical form is RFC 8785 for what may stand in it, and nothing in it can be altered unnoticed."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.ledger.chain import LARGEST, START, UNFIT, canonical, first_break, link

WORDS = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not UNFIT.search(text))
NUMBERS = st.integers(-LARGEST, LARGEST)
KEYS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
DETAILS = st.dictionaries(KEYS, VALUES, max_size=3)
ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def rfc_8785(value: Any) -> str:
    """RFC 8785 written from its text, section 3.2: an independent opinion, for the types that may stand here."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        signs = (ESCAPES.get(sign) or (f"\\u{ord(sign):04x}" if sign < " " else sign) for sign in value)
        return '"' + "".join(signs) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(rfc_8785, value)) + "]"
    in_order = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be"))
    return "{" + ",".join(f"{rfc_8785(key)}:{rfc_8785(inner)}" for key, inner in in_order) + "}"


def chain_of(details: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A chain with an entry for each of some details."""
    entries: list[dict[str, Any]] = []
    for n, each in enumerate(details, 1):
        entry = {
            "n": n,
            "at": f"2024-04-22T09:30:{n:02}.000000Z",
            "verb": "draft.published",
            "by": "p:abcdefghijklmnop",
            "subject": f"draft:0.0.{n}",
            "details": each,
            "previous": entries[-1]["hash"] if entries else START,
        }
        entries.append(entry | {"hash": link(entry)})
    return entries


CHAINS = st.lists(DETAILS, min_size=1, max_size=6).map(chain_of)


@given(VALUES)
def test_the_canonical_form_is_that_of_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc_8785(value)


@given(VALUES)
def test_the_canonical_form_reads_back_as_what_it_was(value: Any) -> None:
    assert json.loads(canonical(value)) == value


def test_keys_stand_in_order_and_nothing_is_escaped_that_need_not_be() -> None:
    assert canonical({"b": [1, True, None], "a": '€ „ö“ \n\t"\\/\u2028'}) == (
        '{"a":"€ „ö“ \\n\\t\\"\\\\/\u2028","b":[1,true,null]}'
    )


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        {"ö": 1},
        {1: 1},
        {"a": {2.5}},
        b"a",
        "\x00",
        "\x1f",
        "\ud800",
        {"\x01": 1},
    ],
)
def test_what_has_no_single_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        canonical(value)


def test_an_entry_is_linked_by_the_sha_256_of_its_other_fields() -> None:
    [entry] = chain_of([{"digest": "é"}])

    words = (
        '{"at":"2024-04-22T09:30:01.000000Z","by":"p:abcdefghijklmnop","details":{"digest":"é"},"n":1,'
        f'"previous":"{"0" * 64}","subject":"draft:0.0.1","verb":"draft.published"}}'
    )
    assert entry["hash"] == hashlib.sha256(words.encode("utf-8")).hexdigest()


@given(CHAINS)
def test_a_chain_that_nobody_touched_holds(entries: list[dict[str, Any]]) -> None:
    assert first_break(entries) is None


@given(CHAINS, st.data())
def test_any_altered_field_of_any_entry_breaks_the_chain_there(
    entries: list[dict[str, Any]], data: Any
) -> None:
    place = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(["at", "verb", "by", "subject", "details", "previous", "hash"]))
    other = data.draw(
        (DETAILS if field == "details" else WORDS).filter(lambda value: value != entries[place][field])
    )

    entries[place] = entries[place] | {field: other}

    broken = first_break(entries)
    assert broken is not None
    assert broken.n == place + 1


@given(CHAINS, st.data())
def test_an_altered_entry_with_a_hash_that_fits_breaks_the_chain_at_the_next(
    entries: list[Any], data: Any
) -> None:
    entries = entries + chain_of([{}] * (len(entries) + 1))[len(entries) :]
    entries[-1] = entries[-1] | {"previous": entries[-2]["hash"]}
    entries[-1]["hash"] = link(entries[-1])
    place = data.draw(st.integers(0, len(entries) - 2))

    forged = entries[place] | {"by": "p:somebodyelse"}
    entries[place] = forged | {"hash": link(forged)}

    broken = first_break(entries)
    assert broken is not None
    assert broken.n == place + 2


@given(st.lists(DETAILS, min_size=2, max_size=6).map(chain_of), st.data())
def test_an_entry_that_is_left_out_is_missed(entries: list[dict[str, Any]], data: Any) -> None:
    place = data.draw(st.integers(0, len(entries) - 2))

    del entries[place]

    broken = first_break(entries)
    assert broken is not None
    assert broken.n == place + 1


@given(st.lists(DETAILS, min_size=2, max_size=6).map(chain_of), st.data())
def test_two_entries_that_change_places_are_noticed(entries: list[dict[str, Any]], data: Any) -> None:
    place = data.draw(st.integers(0, len(entries) - 2))

    entries[place], entries[place + 1] = entries[place + 1], entries[place]

    broken = first_break(entries)
    assert broken is not None
    assert broken.n == place + 1
