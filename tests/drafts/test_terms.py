"""Defined terms."""

import pytest

from consensus.drafts.clauses import outline
from consensus.drafts.sources import read
from consensus.drafts.terms import Term, defined_terms, linkable


def terms(text, kinds=None):
    return [(term.term, term.key) for term in defined_terms(outline([read("draft.md", text)]).clauses, kinds)]


@pytest.mark.parametrize(
    "clause",
    [
        "**AI system:** a machine that infers {#k}",
        "- **AI system**[^3]: a machine {#k}",
        "- AI system[^3]: An AI system is a machine that infers {#k}",
    ],
)
def test_the_lead_of_a_clause_among_definitions_is_a_term(clause):
    assert terms(f"# T\n\n# Definitions\n\n{clause}\n\n# Other\n\n**Bold:** no term") == [("AI system", "k")]


def test_a_heading_of_definitions_within_a_part_counts_for_what_is_below_it():
    text = "# T\n\n# A\n\n## Definitions\n\n**One:** x {#k}\n\n## B\n\n**Two:** x"

    assert terms(text) == [("One", "k")]


def test_the_kind_of_a_part_may_be_given():
    assert terms("# T\n\n# Wörter {#w}\n\n**One:** x {#k}", {"w": "definitions"}) == [("One", "k")]


@pytest.mark.parametrize(
    ("clause", "term"),
    [
        ("“Weights” means the learned parameters", "Weights"),
        ("The term Open Data refers to data", "Open Data"),
        ("An Open Thing is a thing that is open", "Open Thing"),
        ("An **AI model** consists of architecture and parameters", "AI model"),
        ("> This text understands an AI system as the OECD does", "AI system"),
        ("> An AI system is a machine-based system", "AI system"),
    ],
)
def test_sentences_that_define(clause, term):
    assert terms(f"# T\n\n# A\n\n{clause} {{#k}}") == [(term, "k")]


@pytest.mark.parametrize(
    "clause", ["The system is open", "It means a lot, they say", "An AI system is *Open* when it is"]
)
def test_sentences_that_do_not(clause):
    assert [term for term, _ in terms(f"# T\n\n# A\n\n{clause}")] in ([], ["It"])


def test_a_key_may_say_that_a_clause_defines():
    assert terms("# T\n\n# A\n\n- **AI model:** an architecture {#model-meaning}\n- **Use** it {#use}") == [
        ("AI model", "model-meaning")
    ]


def test_the_first_definition_of_a_term_counts():
    assert terms("# T\n\n# Definitions\n\n**One:** x {#a}\n\n**one:** y {#b}") == [("One", "a")]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("AI system", ("AI system", "AI systems")),
        ("Policy", ("Policy", "Policies")),
        ("Branch", ("Branch", "Branches")),
        ("AI weights", ("AI weights",)),
        ("Machine learning", ("Machine learning",)),
        ("Größe", ("Größe",)),
    ],
)
def test_forms_of_a_term(name, forms):
    clauses = outline([read("draft.md", f"# T\n\n# Definitions\n\n**{name}:** x {{#k}}")]).clauses

    assert defined_terms(clauses) == [Term(name, forms, "k")]
    assert linkable(defined_terms(clauses)) == dict.fromkeys(forms, "k")
