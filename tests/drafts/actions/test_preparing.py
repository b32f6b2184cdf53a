import pytest

from consensus.drafts.actions import (
    decide_map,
    prepare_draft,
    read_files,
    revise_draft,
    set_terms,
    show_draft,
)
from consensus.drafts.actions.shelving import Terms
from consensus.drafts.bundle import File, digest_of
from consensus.drafts.errors import (
    AlreadyPublished,
    AnotherDraftCameFirst,
    MapIsStale,
    VersionIsKnown,
    VersionTaken,
    VersionTooLow,
)
from consensus.drafts.planning import plan_of, prepared
from consensus.drafts.queries import drafts_prepared, files_of, preparation_of
from consensus.kit.db import transaction
from consensus.kit.errors import Invalid
from consensus.kit.slow import InsideTheLock
from consensus.ledger import SETUP
from consensus.ledger.queries import entries_after
from tests.drafts.making import NEW, OLD, prepare, publish, published


def revise(draft, text, **given):
    """Put another text in the place of a prepared draft's."""
    reading = read_files([File("definition.md", text)], version=given.pop("version", draft.version))
    with transaction():
        return revise_draft(draft, reading, by=SETUP, **given)


def decide(draft, *changes):
    with transaction():
        return decide_map(draft, changes, by=SETUP)


def row_of(draft, key):
    return next(row for row in plan_of(draft).rows if row.prepared_key == key)


def test_a_prepared_draft_keeps_its_files_verbatim_and_their_digest(app):
    files = [File("definition.md", OLD), File("faq.md", "# Questions\n\nWhy? Because it helps.\n")]

    reading = read_files(files, version="0.1")
    with transaction():
        draft = prepare_draft(reading, by=SETUP)

    assert [(file.name, file.content) for file in files_of(draft)] == [
        (file.name, file.content) for file in files
    ]
    assert draft.digest == digest_of(files)
    assert [part.slug for part in prepared(draft).outline.parts] == ["freedoms", "form", "questions"]


def test_preparing_is_no_public_act(app):
    before = len(entries_after(0))

    prepare()

    assert len(entries_after(0)) == before


def test_reading_files_is_refused_inside_a_write_transaction(app):
    with pytest.raises(InsideTheLock), transaction():
        read_files([File("a.md", OLD)], version="0.1")


@pytest.mark.parametrize(
    ("files", "given", "field"),
    [
        ([File("checklist.toml", "requires = 'a'")], {"version": "0.1"}, "files"),
        ([File("a.md", OLD)], {"version": "9" * 5000}, "version"),
        ([File("a.md", "   \n")], {"version": "0.1"}, "files"),
        ([File("a.md", OLD), File("a.md", OLD)], {"version": "0.1"}, "files"),
        ([File("a.md", "x" * (2 * 1024 * 1024 + 1))], {"version": "0.1"}, "files"),
        ([File(f"{n}.md", OLD) for n in range(41)], {"version": "0.1"}, "files"),
        ([File("a.md", OLD)], {}, "version"),
        ([File("a.md", OLD)], {"version": "next"}, "version"),
        ([File("a.md", OLD)], {"version": "1" * 41}, "version"),
        ([File("a.md", OLD)], {"version": "0.1", "date": "yesterday"}, "date"),
        ([File("a.md", OLD)], {"version": "0.1", "comment_until": "soon"}, "comment_until"),
        ([File("a.md", OLD), File("checklist.toml", "requires = ")], {"version": "0.1"}, "checklist"),
        ([File("a.md", OLD), File("notes.toml", "")], {"version": "0.1"}, "notes.toml"),
    ],
)
def test_files_that_make_no_draft_are_refused_with_the_field_they_came_in(app, files, given, field):
    with pytest.raises(Invalid) as refused:
        read_files(files, **given)

    assert list(refused.value.errors) == [field]


def test_what_is_given_beats_what_the_text_says_of_itself(app):
    text = "---\nversion: 0.5\ntitle: A title\nsummary: Theirs\ncomment_until: 2030-01-01\n---\n" + OLD

    said = read_files([File("a.md", text)])
    given = read_files([File("a.md", text)], version="0.6", summary="Ours")

    assert (said.version, said.summary, said.title) == ("0.5", "Theirs", "A title")
    assert (given.version, given.summary, given.comment_until) == ("0.6", "Ours", said.comment_until)


@pytest.mark.parametrize("version", ["0.1", "0.2"])
def test_a_version_is_used_once_also_by_a_draft_being_prepared(app, version):
    published(OLD, "0.1")
    prepare(NEW, "0.2")

    with pytest.raises(VersionTaken):
        prepare(NEW, version)


@pytest.mark.parametrize(
    ("version", "fits"), [("0.0.9", False), ("0.2-RC1", False), ("0.2", True), ("1.0-RC1", True)]
)
def test_versions_rise_as_packaging_orders_them(app, version, fits):
    published(OLD, "0.2rc2")

    if fits:
        assert prepare(NEW, version).version == version
    else:
        with pytest.raises(VersionTooLow):
            prepare(NEW, version)


def test_a_reading_made_before_another_draft_was_published_is_not_stored(app):
    reading = read_files([File("a.md", NEW)], version="0.2")
    published(OLD, "0.1")

    with pytest.raises(AnotherDraftCameFirst), transaction():
        prepare_draft(reading, by=SETUP)

    assert list(drafts_prepared()) == []


def test_revising_puts_other_files_in_place_and_raises_the_revision(app):
    draft = prepare(OLD, "0.1")

    revise(draft, NEW)

    assert files_of(draft)[0].content == NEW
    assert draft.digest == digest_of([File("definition.md", NEW)])
    assert preparation_of(draft).revision == 2


def test_revising_over_a_newer_revision_is_refused_and_changes_nothing(app):
    draft = prepare(OLD, "0.1")
    revise(draft, NEW, revision=1)

    with pytest.raises(MapIsStale):
        revise(draft, OLD, revision=1)

    assert files_of(draft)[0].content == NEW


def test_a_published_draft_is_not_revised(app):
    draft = published()

    with pytest.raises(AlreadyPublished):
        revise(draft, NEW, version="0.2")


def test_revising_can_give_another_version_that_is_free(app):
    draft = prepare(OLD, "0.1")

    revise(draft, OLD, version="0.1.1")

    assert draft.version == "0.1.1"


def test_a_draft_that_was_shown_keeps_its_version(app):
    draft = prepare(OLD, "0.1")
    with transaction():
        show_draft(draft, shown=True, by=SETUP)

    with pytest.raises(VersionIsKnown):
        revise(draft, OLD, version="0.1.1")
    revise(draft, NEW)

    assert (draft.version, files_of(draft)[0].content) == ("0.1", NEW)


def test_summary_and_period_are_kept_when_the_files_say_nothing_of_them(app):
    draft = prepare(OLD, "0.1")
    reading = read_files([File("a.md", OLD)], version="0.1", comment_until="2030-01-01")
    with transaction():
        set_terms(draft, Terms("What changed.", reading.comment_until), by=SETUP)

    revise(draft, NEW)

    assert (draft.summary, preparation_of(draft).comment_until) == ("What changed.", reading.comment_until)


def test_decisions_stay_with_their_clauses_when_the_files_are_mended(app):
    published(OLD, "0.1")
    draft = prepare(NEW, "0.2")
    decide(
        draft, {"key": "parameters", "kind": "split", "from": ["code"]}, {"key": "use", "normative": False}
    )

    revise(draft, NEW.replace("learned in training", "learned while it was trained"))

    assert row_of(draft, "parameters").change.sources == ("code",)
    assert row_of(draft, "use").normative is False


def test_what_was_declared_falls_when_the_words_it_was_said_of_change(app):
    published(OLD, "0.1")
    draft = prepare(NEW, "0.2")
    decide(draft, {"key": "use", "significance": "editorial", "reason": "It says the same."})
    kept = row_of(draft, "use").declaration

    revise(draft, NEW.replace("must be", "might be"))
    still = row_of(draft, "use").declaration
    revise(draft, NEW.replace("any purpose whatever", "most purposes"))

    assert (kept.significance, still) == ("editorial", kept)
    assert row_of(draft, "use").declaration is None


def test_a_clause_without_an_id_keeps_its_decision_by_its_words_alone(app):
    published(OLD, "0.1")
    without = NEW.replace(" {#parameters}", "")
    draft = prepare(without, "0.2")
    key = next(row.prepared_key for row in plan_of(draft).rows if row.clause and "learned" in row.clause.text)
    decide(draft, {"key": key, "normative": False})

    revise(draft, without.replace("Parameters are", "A new clause, before.\n\nParameters are"))
    moved = next(row for row in plan_of(draft).rows if row.clause and "learned" in row.clause.text)
    revise(
        draft,
        without.replace("Parameters are what the system has learned in training.", "Weights are numbers."),
    )
    other = next(row for row in plan_of(draft).rows if row.clause and "Weights" in row.clause.text)

    assert (moved.normative, other.normative) == (False, True)


def test_a_decision_under_an_alias_is_kept_too(app):
    published(OLD, "0.1")
    publish(prepare(NEW.replace("{#code}", "{#the-code}"), "0.2"))
    again = NEW.replace("{#code}", "{#the-code}")
    draft = prepare(again, "0.3")
    decide(draft, {"key": "the-code", "normative": False})

    revise(draft, again.replace("any purpose whatever", "any purpose at all"))

    assert row_of(draft, "code").normative is False
