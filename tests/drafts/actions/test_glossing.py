import pytest

from consensus.drafts.actions import explain_clause, load_glosses
from consensus.drafts.errors import GlossIsStale
from consensus.drafts.queries import clause_in, glosses_of, rows_of
from consensus.kit.db import transaction
from consensus.kit.errors import Invalid
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after
from tests.drafts.making import published


def explain(draft, key="use", plain="Do what you like with it.", example="Run it at work.", **given):
    with transaction():
        return explain_clause(draft, clause_in(draft, key), plain=plain, example=example, by=SETUP, **given)


def stands(draft, key="use"):
    gloss = glosses_of(draft).get(clause_in(draft, key).placement_id)
    return (gloss.plain, gloss.example) if gloss else None


def test_a_clause_is_said_in_plain_words_with_an_example_on_record(app):
    draft = published()

    explain(draft)

    entry = entries_after(0)[-1]
    assert stands(draft) == ("Do what you like with it.", "Run it at work.")
    assert (entry.verb, entry.subject, entry.details) == ("clause.explained", "clause:use", {"draft": "0.1"})


def test_the_newest_explanation_is_shown_and_the_same_one_again_is_no_act(app):
    draft = published()
    explain(draft)

    explain(draft, plain="  Otherwise. ")
    again = explain(draft, plain="Otherwise.")

    assert (stands(draft), again) == (("Otherwise.", "Run it at work."), None)
    assert len([entry for entry in entries_after(0) if entry.verb == "clause.explained"]) == 2


def test_an_explanation_can_be_taken_away_and_nothing_is_no_explanation(app):
    draft = published()

    nothing = explain(draft, plain="", example=" ")
    explain(draft)
    explain(draft, plain="", example="")

    assert (nothing, stands(draft)) == (None, ("", ""))


@pytest.mark.parametrize("field", ["plain", "example"])
def test_what_is_too_long_is_refused_by_its_field(app, field):
    draft = published()

    with pytest.raises(Invalid) as refused:
        explain(draft, **{field: "x" * 2001})

    assert list(refused.value.errors) == [field]


def test_what_somebody_else_explained_meanwhile_is_not_overwritten(app):
    draft = published()
    explain(draft, seen=0)

    with pytest.raises(GlossIsStale):
        explain(draft, plain="Mine.", seen=0)

    assert stands(draft)[0] == "Do what you like with it."


def test_explanations_are_loaded_from_a_file_for_the_clauses_there_are(app):
    draft = published()
    text = '[use]\nplain = "Free use."\nexample = "At home."\n[gone]\nplain = "x"\n'

    with transaction():
        missing = load_glosses(draft, text, by=SETUP)

    assert (missing, stands(draft)) == (["gone"], ("Free use.", "At home."))


def test_loading_again_changes_nothing_that_stands(app):
    draft = published()
    explain(draft)

    with transaction():
        load_glosses(draft, '[use]\nplain = "Other."\n', by=SETUP)

    assert stands(draft)[0] == "Do what you like with it."
    assert len(rows_of(draft)) == 9


def test_a_file_that_cannot_be_read_is_refused(app):
    draft = published()

    with pytest.raises(Invalid), transaction():
        load_glosses(draft, "[use", by=SETUP)
