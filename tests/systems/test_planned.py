"""What a checklist that is not published would change."""

from hypothesis import given
from hypothesis import strategies as st

from consensus.systems.assessing import Sheet, assess
from consensus.systems.carrying import Edition
from consensus.systems.planned import outlook

from .making import NAMES, answers, checklist, expressions, sheets, terms

BASE = Edition("1", checklist({"all": ["a"]}))


def sheet(*said):
    return Sheet("review:1", "Ana", "1", False, False, tuple(said))


def test_a_stricter_plan_shows_who_changes_and_because_of_what():
    given_ = {"alpha": [sheet(*answers(a="MIT", b="no"))], "beta": [sheet(*answers(a="MIT", b="MIT"))]}
    found = outlook([BASE], checklist({"all": ["a", "b"]}), sheets=given_, terms=terms)

    assert [(each.system, each.before, each.after, each.because) for each in found.flips] == [
        ("alpha", "conforms", "does-not-conform", (("b", "b"),))
    ]
    assert {slug: each.verdict for slug, each in found.after.items()} == {
        "alpha": "does-not-conform", "beta": "conforms",
    }  # fmt: skip


@given(expressions, st.dictionaries(st.sampled_from(["x", "y"]), sheets))
def test_the_plan_that_is_published_already_changes_nothing(requires, said):
    asked = checklist(requires)
    given_ = {slug: [sheet(*some)] for slug, some in said.items()}

    assert outlook([Edition("1", asked)], asked, sheets=given_, terms=terms).flips == ()


@given(expressions, expressions, st.sets(st.sampled_from(NAMES)), sheets)
def test_what_is_foreseen_is_what_publishing_brings(requires, planned, changed, said):
    before, after = Edition("1", checklist(requires)), Edition("2", checklist(planned), frozenset(changed))
    given_ = [sheet(*said)]
    foreseen = outlook([before], checklist(planned), sheets={"x": given_}, terms=terms, changed=changed)
    came = assess([before, after], given_, wanted=["2"], terms=terms)["2"].combined.evaluation

    assert foreseen.after["x"] == came
