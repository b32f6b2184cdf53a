"""Read files become one draft: fields, parts, numbered clauses; and the draft becomes Markdown again."""

from pathlib import Path

import pytest
from hypothesis import given

from consensus.drafts.clauses import Kind, outline, to_markdown
from consensus.drafts.sources import read
from consensus.kit.text import words

from .sources.test_sources import muddles

CONTENT = Path(__file__).parents[2] / "content" / "drafts"
VERSIONS = sorted(folder.name for folder in CONTENT.iterdir() if folder.is_dir())


def draft(*texts, names=("1.md", "2.md", "3.md")):
    return outline([read(name, text) for name, text in zip(names, texts, strict=False)])


def facts(found):
    """All that has to survive writing and reading."""
    return [
        (
            clause.key, str(clause.kind), clause.number, clause.part, clause.parent, clause.depth, clause.markdown,
            clause.text, clause.digest, clause.lead, clause.normative, clause.required, clause.cells, clause.marker,
        )
        for clause in found.clauses
    ]  # fmt: skip


def content(version):
    return outline([read(path.name, path.read_bytes()) for path in sorted((CONTENT / version).glob("*.md"))])


@pytest.mark.parametrize("version", VERSIONS)
def test_our_own_renditions_say_every_key_and_leave_nothing_out(version):
    found = content(version)

    assert found.fields["version"] == version
    assert [clause.key for clause in found.clauses if not clause.given] == []
    assert (found.cautions, found.dropped) == ((), ())


@pytest.mark.parametrize("version", VERSIONS)
def test_our_own_renditions_can_be_written_and_read_again(version):
    found = content(version)
    written = to_markdown(found.clauses, title=found.fields["title"], fields=found.fields)
    again = draft(written)

    assert facts(again) == facts(found)
    assert (again.fields, again.parts) == (found.fields, found.parts)
    assert to_markdown(again.clauses, title=again.fields["title"], fields=again.fields) == written


@given(muddles())
def test_any_draft_can_be_written_and_read_again(text):
    found = draft(f"# A title\n\n{text}")
    again = draft(to_markdown(found.clauses, title="A title"))

    assert facts(again) == facts(found)


@given(muddles())
def test_keys_are_unique_and_parents_stand_before_their_children(text):
    clauses = draft(text).clauses

    assert len({clause.key for clause in clauses}) == len(clauses)
    assert len({clause.number for clause in clauses}) == len(clauses)
    assert [clause.order for clause in clauses] == list(range(len(clauses)))
    assert all(clause.parent is None or clause.parent < clause.order for clause in clauses)


def test_a_digest_names_the_words():
    clause = draft("**Use** the “system”[^1] [now](https://a.example) {#use}").clauses[0]

    assert clause.text == 'Use the "system" now https://a.example'
    assert clause.digest == words.digest(clause.text)


def test_a_row_is_its_cells_with_bars_between_and_targets_at_the_end():
    clause = draft("| a | b |\n|---|---|\n| [c](x:1) *d | e* [f](x:2) |").clauses[1]

    assert clause.text == "c *d | e* f x:1 x:2"


def test_written_keys_stay_and_others_are_made_from_words():
    found = draft("# T\n\n- **Use** it {#freedom-use}\n- **Study** it\n- **Study** it\n- and more of it\n")

    assert [(clause.key, clause.given) for clause in found.clauses] == [
        ("freedom-use", True),
        ("study", False),
        ("study-2", False),
        ("and-more-of-it", False),
    ]


def test_a_key_that_is_written_further_down_is_not_taken_before():
    found = draft("# T\n\n- **Study** one\n- two {#study}\n- three {#study}\n- **Study** four {#STUDY}")

    assert [clause.key for clause in found.clauses] == ["study-2", "study", "three", "study-3"]
    assert [(caution.line, caution.message) for caution in found.cautions] == [
        (5, "another clause before this has the id study; this one gets a key of its own"),
        (6, "another clause before this has the id STUDY; this one gets a key of its own"),
    ]


def test_cautions_and_dropped_things_of_all_files_are_kept_with_their_file():
    found = draft("a {#k} b", "---\nlayout: x\n---\n\nTODO")

    assert [(caution.file, caution.line) for caution in found.cautions] == [("1.md", 1), ("2.md", 5)]
    assert [dropped.text for dropped in found.dropped] == ["layout: x"]


def test_kinds_are_those_of_the_model():
    assert [str(kind) for kind in Kind] == [
        "heading",
        "group",
        "paragraph",
        "item",
        "row",
        "note",
        "footnote",
    ]


def test_an_empty_file_is_an_empty_draft():
    found = draft("")

    assert (found.clauses, found.parts) == ((), ())
