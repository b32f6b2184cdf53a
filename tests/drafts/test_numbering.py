"""What is the title, what is a part, what hangs from what, and how a clause is cited."""

import pytest

from consensus.drafts.clauses import outline
from consensus.drafts.sources import read

from .hanging import paths


def draft(*texts):
    names = ["1-definition.md", "2-checklist.md", "3-faq.md"]
    return outline([read(name, text) for name, text in zip(names, texts, strict=False)])


def hanging(*texts):
    """Path in the tree and first word of each clause."""
    found = draft(*texts)
    return [
        f"{path} {clause.text.split()[0]}" for path, clause in zip(paths(found), found.clauses, strict=True)
    ]


def parts(*texts):
    return [(part.slug, part.title, part.kind) for part in draft(*texts).parts]


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\n# A\n\nb",
        "# Title\n\n## A\n\nb",
        "# Title\n\n### A\n\nb",
        "---\ntitle: Title\n---\n\n# A\n\nb",
        "---\ntitle: Title\n---\n\n# Title\n\n## A\n\nb",
        "---\ntitle: Title – draft v. 0.0.8 – Site\n---\n\n# Title\n\n## A\n\nb",
        "> note\n\n# Title\n\n# A\n\nb",
    ],
)
def test_the_title_is_a_field(text):
    found = draft(text)

    assert [clause.text for clause in found.clauses if clause.kind == "heading"] == ["A"]
    assert found.fields["title"].startswith("Title")


@pytest.mark.parametrize(
    "text", ["# Preamble\n\na\n\n# Definition\n\nb", "# FAQ\n\n## Why?\n\na", "## A\n\nb\n\n# B\n\nc"]
)
def test_a_heading_that_names_a_part_is_no_title(text):
    assert "title" not in draft(text).fields


def test_a_version_in_the_title_is_a_field_where_nothing_else_says_it():
    assert draft("# The Definition – draft v. 0.0.8\n\na").fields["version"] == "0.0.8"
    assert draft("---\nversion: 0.0.9\n---\n# The Definition v0.0.8\n\na").fields["version"] == "0.0.9"


def test_parts_are_the_lowest_level_of_headings():
    assert parts("# T\n\n### version 0.0.8\n\nx\n\n## Preamble\n\n#### Why\n\na\n\n## Checklist\n\nb") == [
        ("notes", "Notes", "notes"),
        ("preamble", "Preamble", "preamble"),
        ("checklist", "Checklist", "checklist"),
    ]


def test_a_text_without_headings_is_one_part():
    found = draft("# The Definition\n\n- a\n- b")

    assert [(part.slug, part.kind) for part in found.parts] == [("the-definition", "definition")]
    assert [(clause.number, clause.depth, clause.parent) for clause in found.clauses] == [
        ("1.1", 1, None),
        ("1.2", 1, None),
    ]


def test_slugs_of_parts_are_unique_and_follow_written_ids():
    assert [slug for slug, _, _ in parts("# T\n\n# A {#first}\n\n# B\n\n# B\n")] == ["first", "b", "b-2"]


def test_parts_count_through_all_files():
    assert hanging(
        "# T\n\n> n\n\n# A\n\na\n\n# B\n\nb", "# Checklist\n\nc", "# Questions\n\n## Why?\n\nd"
    ) == [
        "0.1 n",
        "1 A",
        "1.1 a",
        "2 B",
        "2.1 b",
        "3 Checklist",
        "3.1 c",
        "4 Questions",
        "4.1 Why?",
        "4.1.1 d",
    ]


def test_kinds_of_parts_come_from_titles_and_names_of_files():
    assert [
        kind
        for _, _, kind in parts(
            "# T\n\n# Why\n\na\n\n# Definitions\n\nb", "# What to offer\n\nc", "# Asked\n\nd"
        )
    ] == [
        "preamble",
        "definitions",
        "checklist",
        "faq",
    ]


def test_a_further_file_with_its_title_in_the_front_matter_has_a_heading_of_its_own():
    assert hanging("# T\n\n# A\n\na", "---\ntitle: Checklist\n---\n\nb") == [
        "1 A",
        "1.1 a",
        "2 Checklist",
        "2.1 b",
    ]


def test_a_further_file_without_any_heading_is_a_part_named_like_the_file():
    assert parts("# T\n\n# A\n\na", "b")[1] == ("checklist", "Checklist", "checklist")


def test_what_a_further_file_says_before_its_heading_belongs_to_the_part_before():
    assert hanging("# T\n\n# A\n\na", "b\n\n# C\n\nc") == ["1 A", "1.1 a", "1.2 b", "2 C", "2.1 c"]


def test_what_hangs_from_what():
    text = """# T

# A

lead:

- one
  - two

  more
- three

words

## B

lead:

1. four
2. five

### C

- six

# D

| h | h |
|---|---|
| **g** | |
| r | r |

words

| **h** | **h** |
|---|---|
| r | r |
"""

    assert hanging(text) == [
        "1 A",
        "1.1 lead:",
        "1.1.1 one",
        "1.1.1.1 two",
        "1.1.1.2 more",
        "1.1.2 three",
        "1.2 words",
        "1.3 B",
        "1.3.1 lead:",
        "1.3.1.1 four",
        "1.3.1.2 five",
        "1.3.2 C",
        "1.3.2.1 six",
        "2 D",
        "2.1 h",
        "2.1.1 g",
        "2.1.1.1 r",
        "2.2 words",
        "2.2.1 h",
        "2.2.1.1 r",
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("# A\n\nlead\n\n> n\n\n- i", ["1 A", "1.1 lead", "1.2 n", "1.3 i"]),
        ("# A\n\nlead\n\n- i\n\n1. j", ["1 A", "1.1 lead", "1.1.1 i", "1.1.2 j"]),
        ("# A\n\nlead\n\n|a|b|\n|c|d|", ["1 A", "1.1 lead", "1.1.1 a", "1.1.2 c"]),
        ("# A\n\n|a|b|\n|-|-|\n|c|d|\n\n- i", ["1 A", "1.1 a", "1.1.1 c", "1.2 i"]),
        ("# A\n\n> n\n> - i\n>   - j\n> - k", ["1 A", "1.1 n", "1.1.1 i", "1.1.1.1 j", "1.1.2 k"]),
        ("# A\n\n#### C\n\na\n\n## B\n\nb", ["1 A", "1.1 C", "1.1.1 a", "1.2 B", "1.2.1 b"]),
        ("# A\n\nTerm\n: d\n: e", ["1 A", "1.1 Term", "1.1.1 d", "1.1.2 e"]),
    ],
)
def test_small_trees(text, numbers):
    assert hanging(f"# T\n\n{text}") == numbers


def test_a_heading_deeper_than_the_parts_may_stand_before_them():
    assert hanging("# T\n\n### x\n\na\n\n# B\n\nb") == ["0.1 x", "0.1.1 a", "1 B", "1.1 b"]


def test_a_clause_is_cited_by_its_part_and_its_place_in_it():
    found = draft("# T\n\n> n\n\n# A\n\nlead\n\n- a\n  - b\n\n## S\n\nc[^1]\n\n# B\n\nd\n\n[^1]: e")

    assert [(clause.number, clause.text) for clause in found.clauses] == [
        ("0.1", "n"), ("1", "A"), ("1.1", "lead"), ("1.2", "a"), ("1.3", "b"), ("1.4", "S"), ("1.5", "c"), ("1.6", "e"),
        ("2", "B"), ("2.1", "d"),
    ]  # fmt: skip
