"""What is proposed before a maintainer settles it."""

import pytest

from consensus.drafts.clauses import outline
from consensus.drafts.proposing import part_kind
from consensus.drafts.sources import read


def proposed(text):
    """Key → whether it is normative."""
    return {clause.key: clause.normative for clause in outline([read("draft.md", text)]).clauses}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Preamble", "preamble"),
        ("Why we need Open Source AI", "preamble"),
        ("What is Open Source AI", "definition"),
        ("The Open Source AI Definition", "definition"),
        ("Definitions", "definitions"),
        ("Definitions of terms", "definitions"),
        ("Glossary", "definitions"),
        ("Checklist to evaluate machine learning systems", "checklist"),
        ("Questions and answers", "faq"),
        ("FAQ", "faq"),
        ("Notes", "notes"),
        ("前文", "preamble"),
        ("定義", "definitions"),
        ("機械学習システムを評価するためのチェックリスト", "checklist"),
        ("よくある質問への回答", "faq"),
    ],
)
def test_kinds_of_parts(title, kind):
    assert part_kind(title) == kind


def test_the_name_of_a_file_helps_where_the_title_says_nothing():
    assert [part_kind("Answers", "3-faq"), part_kind("Checklist", "3-faq")] == ["faq", "checklist"]


@pytest.mark.parametrize(
    "text",
    [
        "For example, this",
        "Examples are many",
        "Example: this",
        "e.g. this",
        "**Examples:** this",
        "For instance this",
        "例えば、これ",
    ],
)
def test_examples_are_informative(text):
    assert proposed(f"# T\n\n# A\n\n{text} {{#x}}\n\nword {{#y}}") == {"a": False, "x": False, "y": True}


def test_a_key_may_say_that_a_clause_is_an_example():
    assert proposed("# T\n\n- think of it {#code-examples}\n  - and this {#more}\n- word {#exemplary}") == {
        "code-examples": False,
        "more": False,
        "exemplary": True,
    }


def test_notes_footnotes_and_answers_are_informative():
    text = "# T\n\nbefore {#before}\n\n# A\n\n> a {#note}\n> - b {#in-note}\n\nc[^1] {#c}\n\n[^1]: d {#fn}\n\n# FAQ\n\n## Why?\n\ne {#e}"

    assert proposed(text) == {
        "before": False, "a": False, "note": False, "in-note": False, "c": True, "fn": False,
        "faq": False, "why": False, "e": False,
    }  # fmt: skip


TABLE = "\n\n| {header} | Terms |\n|---|---|\n| **G** | |\n| row | x |"


@pytest.mark.parametrize(
    ("lead", "header", "required"),
    [
        ("words", "Required components", True),
        ("words", "Optional components", False),
        ("What is listed here is not required, but appreciated.", "Component", False),
        ("What is listed here is required.", "Component", True),
        ("It is not required.", "Required components", True),
        ("The system must offer:", "Component", True),
        ("words", "Component", None),
        ("words", "オプションのコンポーネント", False),
        ("words", "必須コンポーネント", True),
    ],
)
def test_a_table_is_required_or_optional_by_its_header_or_its_lead(lead, header, required):
    found = outline([read("draft.md", f"# T\n\n# A\n\n{lead}" + TABLE.format(header=header))])

    rows = [clause for clause in found.clauses if clause.table is not None]
    assert [clause.required for clause in rows] == [required] * 3
    assert [clause.normative for clause in rows] == [False, False, required is not False]


def test_a_heading_may_say_that_a_table_is_optional():
    found = outline([read("draft.md", "# T\n\n# A\n\n## Optional\n\n| a | b |\n|---|---|\n| c | d |")])

    assert [clause.required for clause in found.clauses if clause.table is not None] == [False, False]


def test_only_tables_are_required_or_optional():
    found = outline([read("draft.md", "# T\n\n# Required\n\nThis must be.\n\n- optional")])

    assert {clause.required for clause in found.clauses} == {None}
