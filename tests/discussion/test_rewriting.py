"""Files changed so that they read as wanted; as little of them as possible."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consensus.discussion.applying import apply
from consensus.discussion.rewriting import CannotBeWritten, Wanted, read_outline, rewrite
from consensus.drafts.bundle import File
from consensus.drafts.pieces import SourceError
from tests.discussion.held import (
    TEXT,
    applied,
    deleted,
    find,
    inserted,
    lines_changed,
    moved,
    outline_of,
    replaced,
    rewritten,
    shape,
)
from tests.drafts.sources.test_sources import muddles

FOUND = outline_of(TEXT)
CONTENT = Path(__file__).parents[2] / "content" / "drafts" / "1.0"


def lines(*edits):
    made = rewritten(TEXT, *edits)
    return lines_changed(TEXT, made.files[0].content)


@pytest.mark.parametrize(
    ("key", "words", "line"),
    [
        ("use", "**Use** it.", "- **Use** it. {#use}"),
        ("look", "Look.", "  - Look. {#look}"),
        ("note", "Noted.", "> Noted. {#note}"),
        ("freedoms", "Rights", "## Rights {#freedoms}"),
        ("code", "Source code | OSI", "| Source code {#code} | OSI |"),
        ("boxed", "In a box.", "In a box. {#boxed}"),
        ("fn-parts", "In each part.", "[^1]: In each part. {#fn-parts}"),
        ("lead", "1\\. A system is open when:", "1\\. A system is open when: {#lead}"),
    ],
)
def test_only_the_line_of_a_clause_changes(key, words, line):
    assert lines(replaced(FOUND, key, words))[1] == [line]


def test_words_over_several_lines_become_one():
    assert lines(replaced(FOUND, "study", "**Study** it.[^1]")) == (
        ["- **Study** how it works,", "  and look inside.[^1] {#study}"],
        ["- **Study** it.[^1] {#study}"],
    )


def test_new_clauses_have_ids_where_their_neighbours_have():
    assert lines(inserted("**Sell** it.", "use"))[1] == ["- **Sell** it. {#sell-it}"]

    bare = TEXT.replace(" {#use}", "")
    made = rewritten(bare, inserted("**Sell** it.", find_use(bare)))

    assert lines_changed(bare, made.files[0].content)[1] == ["- **Sell** it."]


def find_use(text):
    return next(clause.key for clause in outline_of(text).clauses if clause.markdown.startswith("**Use**"))


def test_deleting_and_moving_touch_nothing_else():
    assert lines(deleted(FOUND, "permission")) == (
        ["Nobody needs to ask for permission first. {#permission}"],
        [],
    )
    assert lines(moved(FOUND, "study", "share")) == ([], [])
    assert lines(moved(FOUND, "share", "look")) == (
        ["- **Share** it with others. {#share}"],
        ["  - **Share** it with others. {#share}"],
    )


def test_a_clause_without_id_gets_one_when_it_changes():
    bare = TEXT.replace(" {#use}", "")
    key = find_use(bare)

    made = rewritten(bare, replaced(outline_of(bare), key, "**Use** it."), names={key: "use"})

    assert lines_changed(bare, made.files[0].content)[1] == ["- **Use** it. {#use}"]
    assert (dict(made.named), find(made.outline, "use").given) == ({key: "use"}, True)


def test_several_files_keep_their_footnotes_apart():
    texts = [
        f"# T\n\n## {name}\n\nWords.[^1] {{#{name}}}\n\n[^1]: Note. {{#fn-{name}}}\n" for name in ("A", "B")
    ]
    files, before = (
        [File(f"{n}.md", text) for n, text in enumerate(texts)],
        outline_of(*texts, names=("0.md", "1.md")),
    )
    assert find(before, "B").markdown == "Words.[^1-2]"

    made = rewrite(
        files, before, Wanted(applied(before, replaced(before, "B", "Other words.[^1-2]")).clauses)
    )

    assert made.files == (files[0], replace(files[1], content=texts[1].replace("Words", "Other words")))


def test_a_clause_moves_into_another_file():
    texts = ["# T\n\n## A {#a}\n\nOne. {#one}\n\nTwo. {#two}\n", "# B {#b}\n\nThree. {#three}\n"]
    files, before = (
        [File(f"{n}.md", text) for n, text in enumerate(texts)],
        outline_of(*texts, names=("0.md", "1.md")),
    )
    result = applied(before, moved(before, "one", "three"))

    made = rewrite(files, before, Wanted(result.clauses, result.moved))

    assert [file.content for file in made.files] == [
        "# T\n\n## A {#a}\n\nTwo. {#two}\n",
        "# B {#b}\n\nThree. {#three}\n\nOne. {#one}\n",
    ]


PAGE = "<h1>Title 0.1</h1><h2 id='part'>Part</h2><p id='one'>One <b>word</b>.</p><ul><li>Two</li><li>Three</li></ul>"


def test_a_page_is_written_as_markdown():
    files, before = [File("page.html", PAGE)], outline_of(PAGE, names=("page.html",))
    key = before.clauses[1].key

    made = rewrite(files, before, Wanted(applied(before, replaced(before, key, "One **sentence**.")).clauses))

    assert (made.files[0].name, made.files[0].format) == ("page.md", "markdown")
    assert "One **sentence**. {#" in made.files[0].content
    assert [clause.markdown for clause in made.outline.clauses] == [
        "Part",
        "One **sentence**.",
        "Two",
        "Three",
    ]
    assert dict(made.outline.fields) == dict(before.fields)


def test_a_page_takes_no_other_file_s_name():
    files = [File("page.html", PAGE), File("page.md", "# More\n\nWords.\n")]
    before = read_outline(files)

    made = rewrite(
        files, before, Wanted(applied(before, replaced(before, before.clauses[1].key, "Said.")).clauses)
    )

    assert [file.name for file in made.files] == ["page.html.md", "page.md"]


def test_code_is_changed_by_writing_the_file_anew():
    made = rewritten(TEXT, replaced(FOUND, "fenced", "```\nc = 3\n```"))

    assert "```python\nc = 3\n```" in made.files[0].content
    assert [clause.digest for clause in made.outline.clauses if clause.key != "fenced"] == [
        clause.digest for clause in FOUND.clauses if clause.key != "fenced"
    ]


def test_what_would_change_what_others_hang_from_is_not_written():
    text = "# T\n\n## A {#a}\n\nLead: {#lead}\n\n> A note. {#note}\n\n- one {#one}\n"

    with pytest.raises(CannotBeWritten):
        rewritten(text, deleted(outline_of(text), "note"))


def test_attachments_stay_as_they_are():
    files = [File("1.md", TEXT), File("checklist.toml", "requires = {}")]

    made = rewrite(files, FOUND, Wanted(applied(FOUND, replaced(FOUND, "use", "Use.")).clauses))

    assert made.files[1] == files[1]


def edits_of(draw, before):
    """Some edits of a draft."""
    keys = st.sampled_from([clause.key for clause in before.clauses])
    words = st.sampled_from(
        ["Other words.", "- One more.", "**Lead:** words", "Cell | cell", "1. x", "# y", "[^9] z", "~~~"]
    )
    found = []
    for n in range(1, draw(st.integers(1, 4)) + 1):
        op, key = draw(st.sampled_from(["replace", "insert", "delete", "move"])), draw(keys)
        after = draw(st.one_of(st.none(), keys))
        made = {
            "replace": lambda key=key, n=n: replaced(before, key, draw(words), n=n),
            "insert": lambda after=after, n=n: inserted(draw(words), after, n=n),
            "delete": lambda key=key, n=n: deleted(before, key, n=n),
            "move": lambda key=key, after=after, n=n: moved(before, key, after, n=n),
        }
        found.append(made[op]())
    return found


def check(files, before, edits):
    """Applied and written, the files read as wanted; else nothing is applied."""
    result = apply(before.clauses, edits, taken=frozenset())
    if not result.whole:
        assert result.clauses == tuple(before.clauses)
        return
    try:
        made = rewrite(files, before, Wanted(result.clauses, result.moved))
    except CannotBeWritten:
        return
    again = read_outline(made.files)
    touched = {told.key for told in result.told}
    kept = {
        clause.key: clause.digest for clause in before.clauses if clause.given and clause.key not in touched
    }
    assert shape(again.clauses) == shape(made.outline.clauses)
    assert sorted(clause.digest for clause in again.clauses) == sorted(
        clause.digest for clause in result.clauses
    )
    assert {key: find(again, key).digest for key in kept} == kept


@settings(max_examples=60)
@given(st.data())
def test_edits_of_our_own_text_are_read_again_as_applied(data):
    files = [File(path.name, path.read_text("utf-8")) for path in sorted(CONTENT.glob("*.md"))]
    before = read_outline(files)

    check(files, before, edits_of(data.draw, before))


@given(muddles(), st.data())
def test_edits_of_any_draft_are_read_again_as_applied_or_nothing_is_written(text, data):
    files = [File("draft.md", f"# A title\n\n{text}")]
    try:
        before = read_outline(files)
    except SourceError:
        assume(False)
    assume(before.clauses)

    check(files, before, edits_of(data.draw, before))
