"""Names of licences are known exactly, however they are written, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.book import TABLE, licence_book
from consensus.systems.licences import Licence, TableError, is_exception, look_up, plain_name, read_book

BOOK = licence_book()


def named(text: str) -> str | None:
    found = look_up(BOOK, text)
    return found.name if found else None


@pytest.mark.parametrize("text, plain", [
    ("Apache 2", "apache-2"), ("apache-2.0 license", "apache-2"), ("Apache License, Version 2.0", "apache-2"),
    ("The MIT License", "mit"), ("GPLv3", "gpl-3"), ("CC BY 4.0", "cc-by-4"), ("cc0-1.0", "cc-0-1"),
    ("Creative Commons Attribution Non Commercial Share Alike 4.0", "cc-by-nc-sa-4"),
    ("Attribution-NonCommercial 4.0 International", "cc-by-nc-4"), ("MIT风格", "mit风格"), ("", ""), ("License", ""),
])  # fmt: skip
def test_a_plain_name_leaves_out_what_makes_no_difference(text: str, plain: str) -> None:
    assert plain_name(text) == plain


@pytest.mark.parametrize("text, name", [
    ("apache-2.0", "Apache-2.0"), ("ASL 2.0", "Apache-2.0"), ("Apache_2.0", "Apache-2.0"), ("BSD 3-Clause", "BSD-3-Clause"),
    ("New BSD", "BSD-3-Clause"), ("GNU General Public License v3.0", "GPL-3.0-only"), ("Expat", "MIT"),
    ("unlicense", "Unlicense"), ("UNLICENSED", "no licence"), ("CC BY-SA 3.0 DE", "CC BY-SA 3.0 DE"),
    ("https://opensource.org/licenses/BSD-2-Clause", "BSD-2-Clause"), ("https://opensource.org/license/mit", "MIT"),
    ("https://creativecommons.org/licenses/by-sa/4.0/legalcode", "CC-by-sa-4.0"),
    ("http://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"), ("llama2", "Llama 2 Community License"),
    ("BSL 1.1", "BUSL-1.1"), ("BSL-1.0", "BSL-1.0"), ("public domain", "public domain"), ("GPL-2.0+", "GPL-2.0"),
])  # fmt: skip
def test_licences_are_known_as_people_write_them(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize("text", [
    "MIT-like terms", "Modified Apache 2.0", "MIT?", "not MIT", "≠MIT", "МIT", "MIT*", "Apache 2.0-ish", "mitt", "M I T",
    "https://example.org/LICENSE-MIT", "Apache 2.0 for the code", "CC-BY-4.0 for some of it", "BSD 5-Clause", "MIT" * 200,
])  # fmt: skip
def test_what_only_looks_like_a_licence_is_not_known(text: str) -> None:
    assert named(text) is None


def test_words_that_rule_a_licence_out_are_looked_at_only_when_asked() -> None:
    text = "Some Lab's OpenRAIL-Z licence"

    assert look_up(BOOK, text) is None
    assert look_up(BOOK, text, words=True).name == "a licence of the RAIL family"  # type: ignore[union-attr]


def test_single_words_only_ever_rule_out() -> None:
    assert {licence.conforms for _, licence in BOOK.words} == {"no"}


def test_the_list_of_approved_licences_is_whole() -> None:
    approved = {licence.name for licence in BOOK.exact.values() if licence.approved == "yes"}

    assert {
        "0BSD",
        "AGPL-3.0-only",
        "Apache-2.0",
        "BSD-3-Clause",
        "ECL-2.0",
        "ISC",
        "MIT-0",
        "Unlicense",
    } <= approved
    assert (
        not {"CC0-1.0", "CC-BY-4.0", "JSON", "SSPL-1.0", "WTFPL", "BSD-4-Clause", "GPL-1.0-only"} & approved
    )
    assert len(approved) > 110


def test_ids_with_one_plain_name_are_equally_approved() -> None:
    listed = TABLE.read_text(encoding="utf-8").split('"""')
    approved, free, others = (block.split() for block in listed[1:6:2])
    by_plain: dict[str, set[bool]] = {}
    for id in (*approved, *free, *others):
        by_plain.setdefault(plain_name(id), set()).add(id in approved)

    assert [plain for plain, answers in by_plain.items() if len(answers) > 1] == []


@pytest.mark.parametrize("name, known", [
    ("LLVM-exception", True), ("Classpath exception 2.0", True), ("llvm", True), ("Commons Clause", False), ("", False),
])  # fmt: skip
def test_exceptions_are_those_of_the_list(name: str, known: bool) -> None:
    assert is_exception(BOOK, name) is known


GOOD = '[[licence]]\nid="X"\nconforms="yes"\nwhy=["permissive"]\n'


@pytest.mark.parametrize("text, says", [
    ("x=", "cannot be read"), (GOOD.replace("yes", "maybe"), "needs an id"), (GOOD.replace('"X"', "5"), "needs an id"),
    (GOOD.replace("permissive", "nice"), "known codes"), (GOOD + 'words=["x"]', "`words`"),
    ('osi_approved="X"\n' + GOOD, "approved by OSI"),
])  # fmt: skip
def test_a_table_with_a_mistake_is_refused(text: str, says: str) -> None:
    with pytest.raises(TableError, match=says):
        read_book(text)


def test_every_entry_says_why_in_a_whole_sentence() -> None:
    licences: set[Licence] = {*BOOK.exact.values(), *BOOK.stems.values(), *(each for _, each in BOOK.words)}

    assert [
        each.name for each in licences if not each.why or any("%(" in reason.text for reason in each.why)
    ] == []
    assert [
        each.name
        for each in licences
        if any("more than " in r.text and "more than t" in r.text for r in each.why)
    ] == []


@given(st.text(max_size=400))
def test_any_text_has_a_plain_name_and_plain_names_stay(text: str) -> None:
    once = plain_name(text)

    assert plain_name(once.replace("-", " ")) in (once, plain_name(once))
    look_up(BOOK, text, words=True)
