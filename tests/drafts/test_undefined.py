import pytest

from consensus.drafts.clauses import outline
from consensus.drafts.sources import read
from consensus.drafts.undefined import undefined_terms


def terms(text):
    found = outline([read("a.md", text)])
    return [(each.term, each.number, each.clauses) for each in undefined_terms(found.clauses)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We call it *open* and leave it there.", ["open"]),
        ("It follows the Model Openness Framework closely.", ["Model Openness Framework"]),
        ("It is what the OECD says.", ["OECD"]),
        ("It is **bold** and `code` and plain.", []),
        ("You MUST NOT do this, and MAY do that.", []),
        ("See part IV and chapter XII.", []),
        ("The Sentence begins with a capital, and one Word has one.", []),
        ("The Openness Framework begins it.", ["Openness Framework"]),
        ("See the [Open Source Definition](https://opensource.org/osd).", []),
    ],
)
def test_terms_are_emphasised_words_names_and_acronyms(words, found):
    assert [term for term, _number, _n in terms(f"# T\n\n## A\n\n{words}\n")] == found


@pytest.mark.parametrize(
    "definition",
    [
        "**Model Openness Framework.** A paper.",
        "### Model Openness Framework",
        "See the [Model Openness Framework](https://example.org/).",
        "**Model Openness Frameworks** are papers.",
    ],
)
def test_a_term_is_defined_by_a_lead_a_heading_or_a_link(definition):
    text = "# T\n\n## A\n\nIt follows the Model Openness Framework closely.\n"

    assert terms(text) == [("Model Openness Framework", "1.1", 1)]
    assert terms(f"{text}\n{definition}\n") == []


def test_an_acronym_is_defined_in_brackets_behind_its_words():
    assert terms("# T\n\n## A\n\nThe Openness Framework (MOF) helps.\n\nThe MOF says so.\n") == [
        ("Openness Framework", "1.1", 1)
    ]


def test_every_clause_that_uses_a_term_is_counted_and_the_first_named():
    text = "# T\n\n## A\n\nAs the OECD has it.\n\nOnce more the OECD, and the OECD.\n\nAnd *care*.\n"

    assert terms(text) == [("OECD", "1.1", 2), ("care", "1.3", 1)]
