"""Which clause became which: the four steps of the drafts, the traps, and what holds for any two texts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus.drafts.alignment import align, candidates
from tests.drafts import renditions
from tests.drafts.renditions import draft, drafts, side, unnamed


def sources(old, new):
    """Newer key → sources, in one dictionary."""
    return {join.key: join.sources for join in align(old, new)}


def joined(old_notation, new_notation):
    """The map between two notations without ids, told with the keys of the notation."""
    old, new = draft(old_notation), draft(new_notation)
    back_old = {bare.key: named.key for bare, named in zip(unnamed(old), old, strict=True)}
    back_new = {bare.key: named.key for bare, named in zip(unnamed(new), new, strict=True)}
    found = align(unnamed(old), unnamed(new))
    return {back_new[join.key]: tuple(back_old[key] for key in join.sources) for join in found}


@pytest.mark.parametrize(("before", "after"), renditions.STEPS, ids=["0.0.8", "0.0.9", "1.0-RC1"])
def test_the_same_map_is_found_with_and_without_ids(before, after):
    with_ids = {join.key: join.sources for join in align(draft(before), draft(after))}

    assert joined(before, after) == with_ids


def test_a_note_becomes_a_definition_in_another_part():
    assert joined(renditions.SECOND, renditions.THIRD)["term-ai-system"] == ("note-oecd",)


def test_model_becomes_weights_becomes_parameters():
    steps = [joined(before, after)["parameters"] for before, after in renditions.STEPS]

    assert steps == [("parameters",)] * 3


def test_rewritten_data_transparency_is_data_information_and_its_examples_were_split_off():
    before = """
p lead: Preferred form to make modifications to a machine-learning system must include:
  i transparency: **Data transparency**: Sufficiently detailed information on how the system was trained. This may cover the methods of training, the data sets used, where they came from, their scope and characteristics; how the data was obtained and selected, how it was labelled and cleaned.
  i code: **Code**: The code used for pre-processing, training and inference.
"""
    after = """
p lead: The preferred form of making modifications to machine-learning systems must include:
  i information: **Data information**: Sufficiently detailed information about the data used to train the system, so that a skilled person can recreate a substantially equivalent system using the same or similar data.
    i examples: For example, if used, this would cover the methods of training, the data sets used, where they came from, their scope and characteristics; how the data was obtained and selected, how it was labelled and cleaned.
  i code: **Code**: The code used for pre-processing, training and inference.
"""

    assert joined(before, after) == {
        "lead": ("lead",),
        "information": ("transparency",),
        "examples": ("transparency",),
        "code": ("code",),
    }


def test_two_paragraphs_merged_into_one_have_one_successor():
    before = """
h top: Freedoms
  p run: Users may run the program as they wish on any hardware they own.
  p ask: Nobody has to ask a vendor for permission before studying the weights.
  p credit: Contributors are credited in a file.
"""
    after = """
h top: Freedoms
  p both: Users may run the program as they wish on any hardware, and nobody has to ask a vendor for permission before studying the weights.
  p credit: Contributors are credited in a file.
"""

    found = joined(before, after)

    assert {key: sorted(keys) for key, keys in found.items()} == {
        "top": ["top"],
        "both": ["ask", "run"],
        "credit": ["credit"],
    }


@pytest.mark.parametrize("pieces", [2, 3])
def test_a_paragraph_split_in_pieces_is_the_source_of_each(pieces):
    sentences = [
        "Sufficiently detailed information lets a skilled person build an equivalent system",
        "a description tells the provenance and scope of the data and how it was selected",
        "a listing names third parties who charge a fee for their archives",
    ][:pieces]
    before = f"p whole: {'; '.join(sentences)}.\np code: The source code that trains and runs the system."
    after = "\n".join(f"p part-{n}: {sentence}." for n, sentence in enumerate(sentences))
    after += "\np code: The source code that trains and runs the system."

    found = joined(before, after)

    assert found == {**{f"part-{n}": ("whole",) for n in range(pieces)}, "code": ("code",)}


def test_a_row_moved_to_another_table_and_its_like_are_told_apart():
    before = """
g! required: Required components | Legal framework
  g! data: **Data** | OSD-compliant
    r! report: Technical report | OSD-compliant
    r! card: Data card | OSD-compliant
g? optional: Optional components | Legal framework
  g? more: **Data** | OSD-compliant
    r? second-report: Technical report | OSD-compliant
    r? evaluation: Evaluation data | OSD-compliant
"""
    after = """
g! required: Required components | Legal framework
  g! data: **Data** | OSD-compliant
    r! card: Data card | OSD-compliant
    r! evaluation: Evaluation data | OSD-compliant
g? optional: Optional components | Legal framework
  g? more: **Data** | OSD-compliant
    r? second-report: Technical report | OSD-compliant
"""

    found = joined(before, after)

    assert found == {key: (key,) for key in found}


def test_rows_that_share_only_the_words_of_every_row_are_new():
    before = """
g! table: Required components | Legal frameworks
  r! model-card: Model card | Available under OSD-compliant license
  r! data-card: Data card | Available under OSD-compliant license
  r! evaluation: Evaluation data | Available under OSD-compliant license
"""
    after = """
g! table: Required components | Legal frameworks
  r! model-card: Model card | Available under OSD-compliant license
  r! outputs: Sample outputs | Available under OSD-compliant license
  r! evaluation-code: Evaluation code | Available under OSD-compliant license
"""

    assert joined(before, after) == {
        "table": ("table",),
        "model-card": ("model-card",),
        "outputs": (),
        "evaluation-code": (),
    }


def test_unrelated_words_at_the_same_place_under_the_same_heading_are_new():
    before = """
h top: Freedoms
  p run: Users may run the program as they wish on any hardware they own.
  p credit: Contributors are credited in a file.
"""
    after = """
h top: Freedoms
  p origin: Training data must be documented with its origin, date and collector.
  p credit: Contributors are credited in a file.
"""

    assert joined(before, after) == {"top": ("top",), "origin": (), "credit": ("credit",)}


def test_words_beat_headings_that_changed_places():
    before = """
h use: Use
  p fruit: The first sentence speaks of apples and pears.
h share: Share
  p weather: The other one is about rain in the mountains.
"""
    after = """
h share: Share
  p fruit: The first sentence speaks of apples and pears.
h use: Use
  p weather: The other one is about rain in the mountains.
"""

    found = joined(before, after)

    assert found == {key: (key,) for key in found}


def test_a_heading_whose_clauses_stay_is_the_same_heading_with_other_words():
    before = "h old-name: Out of scope\n  p one: Ethics are left to others.\n  p two: Liability is for the law to settle."
    after = before.replace("Out of scope", "What stays outside")

    assert joined(before, after) == {"old-name": ("old-name",), "one": ("one",), "two": ("two",)}


def test_equal_words_go_with_equal_neighbours():
    before = "h a: Data\n  p a-see: See the definition.\nh b: Code\n  p b-see: See the definition.\nh c: Model\n  p c-see: See the definition."
    after = "h b: Code\n  p b-see: See the definition.\nh c: Model\n  p c-see: See the definition."

    assert joined(before, after) == {key: (key,) for key in ("b", "b-see", "c", "c-see")}


def test_an_id_that_stands_on_both_sides_pins_a_clause_whatever_its_words():
    old = [side("data", "about data", given=True), side("code", "about code", given=True, order=1)]
    new = [side("code", "about data", given=True), side("data", "something else", given=True, order=1)]

    joins = align(old, new)

    assert [(join.key, join.sources, join.confidence, join.reason_code) for join in joins] == [
        ("code", ("code",), 1.0, "id"),
        ("data", ("data",), 1.0, "id"),
    ]


def test_a_new_id_on_a_clause_that_goes_on_is_joined_to_it():
    old = [side("data-transparency", "Everything about the data has to be told", given=True)]
    new = [side("data-information", "Everything about the data has to be told in full", given=True)]

    assert sources(old, new) == {"data-information": ("data-transparency",)}


def test_a_key_that_was_not_written_in_the_file_pins_nothing():
    old = [side("data", "about apples and pears", given=True)]
    new = [side("data", "rain in the mountains", given=False)]

    assert sources(old, new) == {"data": ()}


def test_candidates_are_offered_best_first():
    old = draft(renditions.FIRST)
    new = unnamed(draft(renditions.SECOND))
    examples = next(side for side in new if side.text.startswith("For example: checkpoints"))

    offered = candidates(old, new, examples.key, most=3)

    assert offered[0] == ("parameters-examples", 1.0)
    assert [score for _, score in offered] == sorted((score for _, score in offered), reverse=True)
    assert len(offered) == 3


def test_reasons_are_sentences():
    found = {
        join.key: join.reason for join in align(draft(renditions.SECOND), unnamed(draft(renditions.THIRD)))
    }

    assert set(found.values()) >= {"same words in the same place", "no older clause has enough of its words"}
    assert all("%" not in reason for reason in found.values())


@given(drafts())
def test_a_text_aligned_with_itself_changes_nothing(sides):
    bare = unnamed(sides)

    assert [join.sources for join in align(sides, bare)] == [(side.key,) for side in sides]


@given(drafts(), drafts())
def test_each_newer_clause_appears_once_in_order_with_known_sources_and_a_confidence(old, new):
    new = unnamed(new)
    joins = align(old, new)

    assert [join.key for join in joins] == [side.key for side in new]
    known = {side.key for side in old}
    for join in joins:
        assert known.issuperset(join.sources)
        assert len(set(join.sources)) == len(join.sources)
        assert 0 <= join.confidence <= 1


@given(drafts(), drafts())
def test_the_same_drafts_give_the_same_map(old, new):
    assert align(old, unnamed(new)) == align(list(reversed(old)), list(reversed(unnamed(new))))


@given(drafts(), drafts())
def test_ids_on_both_sides_are_always_first_sources(old, new):
    old = [replace(side, given=True) for side in old]
    new = [replace(side, given=True) for side in new]
    known = {side.key for side in old}

    assert [join.sources[:1] for join in align(old, new) if join.key in known] == [
        (side.key,) for side in new if side.key in known
    ]


@given(st.permutations(range(12)))
def test_clauses_that_only_changed_places_are_all_found(order):
    named = [side(f"k{n}", f"unlike{n} sentence{n} about something", order=n) for n in range(12)]
    shuffled = [replace(named[n], key=f"x{n}", order=place) for place, n in enumerate(order)]

    assert sources(named, shuffled) == {f"x{n}": (f"k{n}",) for n in order}
