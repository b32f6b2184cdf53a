"""The lines of a file, clause by clause."""

import pytest

from consensus.discussion.blocks import Block, Style, Unsure, lines_of, plain, with_id, written
from tests.discussion.held import TEXT, find, outline_of

FOUND = outline_of(TEXT)
BARE = Style({}, {})


def lines():
    return lines_of(TEXT, FOUND.clauses)


def test_a_file_in_blocks_is_the_file():
    assert lines().text() == TEXT


def test_windows_line_ends_become_plain_ones():
    assert lines_of(TEXT.replace("\n", "\r\n"), FOUND.clauses).text() == TEXT


@pytest.mark.parametrize(
    ("key", "own", "rest"),
    [
        ("study", ["- **Study** how it works,", "  and look inside.[^1] {#study}"], []),
        ("permission", ["Nobody needs to ask for permission first. {#permission}"], [""]),
        ("head", ["| Component {#head} | Terms |"], ["| --- | --- |"]),
        ("boxed", ["Boxed words. {#boxed}"], [":::", ""]),
        ("fenced", ["```python", "a = 1", "", "b = 2", "```"], ["", "{#fenced}", ""]),
    ],
)
def test_a_block_knows_its_own_lines_and_the_rest(key, own, rest):
    block = lines().block(key)

    assert (block.own, block.rest) == (own, rest)


def test_clauses_on_one_line_are_unsure():
    clauses = outline_of("<p>one</p><p>two</p>", names=("1.html",)).clauses

    with pytest.raises(Unsure):
        lines_of("<p>one</p><p>two</p>", clauses)


@pytest.mark.parametrize(
    ("key", "words", "line"),
    [
        ("use", "Anew.", ["- Anew. {#use}"]),
        ("look", "Anew.", ["  - Anew. {#look}"]),
        ("note", "Anew.", ["> Anew. {#note}"]),
        ("freedoms", "Anew", ["## Anew {#freedoms}"]),
        ("last", "Anew.", ["Anew. {#last}"]),
        ("fn-parts", "Anew.", ["[^1]: Anew. {#fn-parts}"]),
    ],
)
def test_other_words_keep_the_sign_and_the_id_of_their_clause(key, words, line):
    block = lines().block(key)
    clause = _with(key, markdown=words)

    assert written(clause, like=block, style=BARE, same=True) == line


def _with(key, **fields):
    from dataclasses import replace

    return replace(find(FOUND, key), **fields)


def test_a_row_keeps_its_columns():
    row = _with("card", markdown="Sheet", cells=("Sheet",))

    assert written(row, like=lines().block("card"), style=BARE, same=True) == ["| Sheet {#card} |  |"]


def test_footnotes_are_called_as_in_the_file():
    clause = _with("last", markdown="Last words.[^1-2]")

    assert written(clause, like=lines().block("last"), style=Style({"1-2": "1"}, {}), same=True) == [
        "Last words.[^1] {#last}"
    ]


def test_code_is_not_written_line_by_line():
    with pytest.raises(Unsure):
        written(_with("fenced", markdown="words"), like=lines().block("fenced"), style=BARE, same=True)


@pytest.mark.parametrize(
    ("kind", "level", "line"),
    [("last", 0, "Last words. {#last}"), ("use", 0, "- **Use** it for any purpose. {#use}")],
)
def test_what_has_nothing_to_be_like_is_written_plainly(kind, level, line):
    assert plain(_with(kind, level=level), BARE) == [line]
    with pytest.raises(Unsure):
        plain(_with(kind, level=1), BARE)


def test_an_id_is_put_behind_lines_that_stay():
    bare = outline_of(
        TEXT.replace(" {#study}", "")
        .replace(" {#card}", "")
        .replace("{#fenced}", "")
        .replace(" {#freedoms}", "")
    )
    blocks = lines_of(
        TEXT.replace(" {#study}", "")
        .replace(" {#card}", "")
        .replace("{#fenced}", "")
        .replace(" {#freedoms}", ""),
        bare.clauses,
    )
    ids = {clause.key: "id" for clause in bare.clauses if not clause.given}
    changed = [with_id(blocks.block(key), Style({}, ids)) for key in ids]

    assert changed == [
        ["## Freedoms {#id}"],
        ["- **Study** how it works,", "  and look inside.[^1] {#id}"],
        ["| Data card {#id} | OSD |"],
        ["```python", "a = 1", "", "b = 2", "```", "", "{#id}"],
    ]


@pytest.mark.parametrize(
    ("after", "key", "text"),
    [
        ("use", "use", "- **Use** it for any purpose. {#use}\nNEW\n- **Study** how it works,"),
        ("permission", "permission", "permission first. {#permission}\n\nNEW\n\n[^1]:"),
        ("card", "card", "| Data card {#card} | OSD |\nNEW\n\n:::info"),
        ("boxed", "boxed", "Boxed words. {#boxed}\n\nNEW\n:::\n\n```python"),
        ("last", "last", "Last words. {#last}\n\nNEW\n"),
    ],
)
def test_what_is_put_in_stands_as_close_as_its_kind_does(after, key, text):
    found = lines()
    found.insert(Block(find(FOUND, key), ["NEW"]), previous=found.block(after))

    assert text in found.text()


def test_what_is_first_stands_below_the_title():
    found = lines()
    found.insert(Block(find(FOUND, "last"), ["NEW"]), previous=None)

    assert "# The definition\n\nNEW\n\n> This is a draft." in found.text()


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("use", "may: {#lead}\n\n- **Study** how"),
        ("permission", "{#share}\n\n[^1]:"),
        ("card", "| Code {#code} | OSI |\n\n:::info"),
        ("last", "{#fenced}\n"),
    ],
)
def test_what_is_taken_out_leaves_no_gap(key, text):
    found = lines()
    found.remove(found.block(key))

    assert text in found.text()


def test_a_numbered_list_that_lost_its_first_item_is_still_a_list():
    text = "# T\n\n## A {#a}\n\n- one: {#one}\n  1. two {#two}\n  2. three {#three}\n"
    found = lines_of(text, outline_of(text).clauses)
    found.remove(found.block("two"))

    assert "- one: {#one}\n\n  2. three {#three}" in found.text()
