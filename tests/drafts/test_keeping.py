from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.clauses import outline
from consensus.drafts.keeping import keep_for_draft, keep_for_files
from consensus.drafts.plans import Decisions, Declaration
from consensus.drafts.sources import read

TEXT = "# T\n\n## A {#a}\n\nWith an id. {#one}\n\nWithout an id, first.\n\nWithout an id, second.\n"
SAID = Declaration("editorial", "p:1")


def read_text(text):
    return outline([read("a.md", text)])


def decided(outline_):
    """Everything decided about every clause."""
    keys = [clause.key for clause in outline_.clauses]
    return Decisions(
        joins={key: ("edited", (f"old-{key}",)) for key in keys},
        significance=dict.fromkeys(keys, SAID),
        normative=dict.fromkeys(keys, False),
    )


def keep(before, after, **aliases):
    first, second = read_text(before), read_text(after)
    return keep_for_files(decided(first), first, second, aliases=aliases), second


def words(kept, found):
    texts = {clause.key: clause.text for clause in found.clauses}
    return {texts[key] for key in kept}


def test_reading_the_same_files_keeps_everything():
    first = read_text(TEXT)

    assert keep_for_files(decided(first), first, first, aliases={}) == decided(first)


def test_by_its_id_a_clause_keeps_its_decisions_but_not_what_was_declared_of_other_words():
    kept, found = keep(TEXT, TEXT.replace("With an id.", "With other words."))

    assert "With other words." in words(kept.joins, found) & words(kept.normative, found)
    assert "With other words." not in words(kept.significance, found)


def test_without_an_id_it_is_known_by_its_words():
    kept, found = keep(TEXT, TEXT.replace("Without an id, first.", "Something new.\n\nWithout an id, first."))

    assert words(kept.joins, found) == {"A", "With an id.", "Without an id, first.", "Without an id, second."}


def test_a_clause_whose_words_and_id_are_gone_takes_its_decisions_along():
    kept, found = keep(TEXT, TEXT.replace("Without an id, first.", "Something new."))

    assert words(kept.joins, found) == {"A", "With an id.", "Without an id, second."}


def test_words_that_stand_twice_identify_nothing():
    before = TEXT.replace("second", "first").replace(" {#one}", "")

    kept, found = keep(before, before.replace("{#a}", "{#a}\n\nBefore."))

    assert "With an id." in words(kept.joins, found)


def test_an_alias_stands_for_its_lasting_key():
    first = read_text(TEXT)
    decisions = Decisions(normative={"lasting": False})

    kept = keep_for_files(
        decisions, first, read_text(TEXT.replace("With", "Having")), aliases={"one": "lasting"}
    )

    assert kept.normative == {"lasting": False}


def test_a_decision_goes_with_the_id_that_was_written_into_the_file():
    first, second = read_text(TEXT), read_text(TEXT.replace("Without an id, first.", "Other words. {#named}"))
    key = next(clause.key for clause in first.clauses if clause.text == "Without an id, first.")

    kept = keep_for_files(decided(first), first, second, aliases={}, named={key: "named"})

    assert (kept.normative["named"], kept.joins["named"], "named" in kept.significance) == (
        False,
        ("edited", (f"old-{key}",)),
        False,
    )


@pytest.mark.parametrize(("older", "kept"), [({"x", "y"}, {"one", "two"}), ({"x"}, {"one"}), (set(), set())])
def test_against_another_draft_joins_stand_whose_sources_are_there(older, kept):
    decisions = Decisions(
        joins={"one": ("edited", ("x",)), "two": ("merged", ("x", "y"))},
        significance={"one": SAID},
        normative={"one": False},
    )

    found = keep_for_draft(decisions, older)

    assert (set(found.joins), found.significance, found.normative) == (kept, {}, {"one": False})


PARAGRAPHS = st.lists(
    st.sampled_from(["Alpha beta.", "Gamma delta. {#g}", "Epsilon.", "Zeta eta. {#z}", "Theta."]),
    min_size=1,
    unique=True,
)


@given(PARAGRAPHS, PARAGRAPHS)
def test_no_decision_slides_onto_other_words_and_none_is_made_up(one, other):
    before, after = (read_text("# T\n\n## A {#a}\n\n" + "\n\n".join(each) + "\n") for each in (one, other))
    decisions = decided(before)

    kept = keep_for_files(decisions, before, after, aliases={})

    old = {f"old-{clause.key}": clause for clause in before.clauses}
    for clause in after.clauses:
        if clause.key in kept.joins:
            source = old[kept.joins[clause.key][1][0]]
            assert clause.digest == source.digest or (clause.given and source.key == clause.key)
    assert len(kept.joins) <= len(before.clauses)
    assert replace(kept, joins=kept.joins) == kept
