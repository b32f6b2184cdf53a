"""A suggestion is taken into a prepared draft by one act, which links the two; or nothing is changed."""

import pytest

from consensus.discussion.actions.accepting import (
    accept_suggestion,
    plan_acceptance,
    release_suggestion,
    try_suggestion,
)
from consensus.discussion.actions.editing import delete_comment
from consensus.discussion.applying import Settled
from consensus.discussion.errors import (
    AlreadyAccepted,
    CommentIsDeleted,
    NoSuggestion,
    NotAccepted,
    SuggestionCannotBeWritten,
    SuggestionDoesNotFit,
)
from consensus.discussion.grounds import beginning, preparing
from consensus.discussion.models import Acceptance
from consensus.discussion.queries.answers import acceptances_of
from consensus.discussion.queries.comments import comment_at
from consensus.drafts.actions import decide_map, declare_normative, discard_draft, read_files, revise_draft
from consensus.drafts.bundle import File, digest_of
from consensus.drafts.errors import AlreadyPublished, MapIsStale, VersionIsKnown, VersionTooLow
from consensus.drafts.planning import plan_of, prepared
from consensus.drafts.queries import drafts_prepared, files_of, preparation_of, rows_of
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from tests.discussion.acting import entries
from tests.discussion.suggesting import accept, suggest, text_of
from tests.drafts.actions.test_killed import killed_everywhere
from tests.drafts.making import NEW, OLD, prepare, publish, published
from tests.factories import make_account, make_comment


@pytest.fixture
def first(app):
    """A published draft."""
    return published(OLD, "0.1")


def test_it_is_written_into_the_file_and_linked(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it for every purpose.")), prepare(OLD, "0.2")

    acceptance = accept(comment, draft)

    assert text_of(draft) == OLD.replace("any purpose", "every purpose")
    assert (acceptance.draft_id, acceptance.fitted) == (draft.id, False)
    assert draft.digest == digest_of([File(file.name, file.content) for file in files_of(draft)])
    changes = {row.key: str(row.change.kind) for row in plan_of(draft).rows if row.change.kind != "same"}
    assert changes == {"use": "edited"}


def test_words_that_changed_meanwhile_are_fitted_and_it_says_so(first):
    comment, draft = (
        suggest(first, ("replace", "use", "**Use** the system for any purpose.")),
        prepare(NEW, "0.2"),
    )

    acceptance = accept(comment, draft)

    assert "- **Use** the system for any purpose whatever. {#use}\n" in text_of(draft)
    assert acceptance.fitted is True


def test_a_conflict_changes_nothing_until_it_is_settled(first):
    comment, draft = (
        suggest(first, ("replace", "use", "**Use** it for any purpose at home.")),
        prepare(NEW, "0.2"),
    )

    with pytest.raises(SuggestionDoesNotFit):
        accept(comment, draft)
    assert (text_of(draft), acceptances_of([comment])) == (NEW, {})

    accept(comment, draft, settled={1: Settled("**Use** it for any purpose, at home or not.")})
    assert text_of(draft) == NEW.replace("purpose whatever", "purpose, at home or not")


def test_what_was_put_in_by_hand_is_linked_alone(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it at home.")), prepare(NEW, "0.2")

    acceptance = accept(comment, draft, settled={1: Settled(None)})

    assert (text_of(draft), acceptance.fitted, preparation_of(draft).revision) == (NEW, True, 2)


def test_several_clauses_are_changed_together(first):
    said = [
        ("replace", "use", "**Use** it."),
        ("insert", "share", "**Sell** it."),
        ("delete", "permission"),
        ("move", "code", "lead"),
    ]
    comment, draft = suggest(first, *said), prepare(OLD, "0.2")

    accept(comment, draft)

    assert [clause.key for clause in prepared(draft).outline.clauses] == [
        "freedoms", "lead", "use", "study", "share", "sell-it", "code", "form", "parts",
    ]  # fmt: skip


def test_the_record_names_clauses_and_draft_but_no_words(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it at home.")), prepare(OLD, "0.2")

    accept(comment, draft, by=make_account("Rosa", role="maintainer"))

    entry = entries(comment)[-1]
    assert (entry.verb, entry.details) == (
        "suggestion.accepted",
        {"clauses": ["use"], "draft": "0.2", "fitted": False},
    )


def test_it_is_taken_into_a_draft_once(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it at home.")), prepare(OLD, "0.2")
    accept(comment, draft)

    with pytest.raises(AlreadyAccepted, match=r"into draft 0\.2 already"):
        accept(comment, draft)


def test_what_was_published_with_it_does_not_take_it_again(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it at home.")), prepare(OLD, "0.2")
    accept(comment, draft)
    publish(draft)

    with pytest.raises(AlreadyAccepted):
        accept(comment, "0.3")


def test_where_nothing_is_prepared_the_next_draft_is_begun(first):
    comment = suggest(first, ("replace", "use", "**Use** it at home."))

    accept(comment, "0.2")

    [draft] = drafts_prepared()
    assert (draft.version, text_of(draft)) == ("0.2", OLD.replace("for any purpose", "at home"))
    assert [row.key for row in plan_of(draft).rows if row.change.kind != "same"] == ["use"]


def test_the_next_draft_keeps_the_keys_of_a_text_without_ids(app):
    bare = OLD.replace(" {#use}", "").replace(" {#code}", "")
    before = published(bare, "0.1")
    key = next(row.key for row in rows_of(before) if row.text.startswith("Use it"))
    comment = suggest(before, ("replace", key, "Whoever wants to may do with it as they like."))

    accept(comment, "0.2")

    [draft] = drafts_prepared()
    assert [row.key for row in plan_of(draft).rows] == [row.key for row in rows_of(before)]


def test_a_clause_without_id_keeps_its_key_and_what_was_decided_about_it(first):
    comment = suggest(first, ("replace", "code", "The code that trains and runs it belongs to that form."))
    draft = prepare(NEW.replace(" {#use}", "").replace(" {#code}", ""), "0.2")
    keys = {
        clause.text.split()[0]: clause.key for clause in prepared(draft).outline.clauses if not clause.given
    }
    with transaction():
        declare_normative(draft, {keys["The"]: False}, by=SETUP)

    accept(comment, draft)

    assert "The code that trains and runs it belongs to that form. {#code}\n" in text_of(draft)
    assert "- **Use** it for any purpose whatever.\n" in text_of(draft)
    rows = {row.key: row for row in plan_of(draft).rows}
    assert (str(rows["code"].change.kind), rows["code"].change.sources, rows["code"].normative) == (
        "edited",
        ("code",),
        False,
    )


def test_a_clause_that_was_merged_by_hand_is_named(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it at home.")), prepare(NEW, "0.2")
    with transaction():
        decide_map(draft, [{"key": "use", "kind": "merged", "from": ["use", "permission"]}], by=SETUP)

    told = try_suggestion(comment_at(comment.id), preparing(draft)).applied.told[0]

    assert (str(told.fate), str(told.why), told.named) == ("gone", "merged", ("permission",))


def test_what_somebody_changed_meanwhile_is_not_overwritten(first):
    comment, draft = suggest(first, ("replace", "share", "**Share** it.")), prepare(OLD, "0.2")
    seen = preparation_of(draft).revision
    plan = plan_acceptance(comment_at(comment.id), preparing(draft))
    reading = read_files([File("definition.md", NEW)], version="0.2")
    with transaction():
        revise_draft(draft, reading, by=SETUP)

    with pytest.raises(MapIsStale), transaction():
        accept_suggestion(comment_at(comment.id), plan, by=SETUP)
    with pytest.raises(MapIsStale):
        accept(comment, draft, revision=seen)
    assert text_of(draft) == NEW


def test_a_deleted_comment_and_one_without_suggestion_are_refused(first):
    author, draft = make_account("Ana"), prepare(OLD, "0.2")
    comment = suggest(first, ("replace", "use", "**Use** it at home."), by=author)
    plan = plan_acceptance(comment_at(comment.id), preparing(draft))
    with transaction():
        delete_comment(comment_at(comment.id), by=author)

    with pytest.raises(CommentIsDeleted), transaction():
        accept_suggestion(comment_at(comment.id), plan, by=SETUP)
    with pytest.raises(NoSuggestion):
        accept(make_comment(first, "use"), draft)


def test_a_version_that_is_too_low_begins_nothing(first):
    comment = suggest(first, ("replace", "use", "**Use** it at home."))

    with pytest.raises(VersionTooLow):
        accept(comment, "0.0.9")
    assert list(drafts_prepared()) == []


def test_what_would_change_what_others_hang_from_is_refused(app):
    text = OLD.replace("\n- **Use**", "\n> A note. {#note}\n\n- **Use**")
    comment = suggest(published(text, "0.1"), ("delete", "note"))

    with pytest.raises(SuggestionCannotBeWritten):
        accept(comment, prepare(text, "0.2"))


def test_releasing_undoes_the_link_and_leaves_the_text(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it at home.")), prepare(OLD, "0.2")
    accept(comment, draft)
    taken = text_of(draft)

    with transaction():
        release_suggestion(comment, draft, by=SETUP)

    assert (text_of(draft), acceptances_of([comment])) == (taken, {})
    assert (entries(comment)[-1].verb, entries(comment)[-1].details) == (
        "suggestion.released",
        {"draft": "0.2"},
    )
    with pytest.raises(NotAccepted), transaction():
        release_suggestion(comment, draft, by=SETUP)


def test_what_was_published_is_not_released(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it at home.")), prepare(OLD, "0.2")
    accept(comment, draft)
    publish(draft)

    with pytest.raises(AlreadyPublished), transaction():
        release_suggestion(comment, draft, by=SETUP)


def test_a_draft_that_the_record_knows_by_its_version_keeps_it(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it at home.")), prepare(OLD, "0.2")
    accept(comment, draft)
    reading = read_files([File("a.md", NEW)], version="0.3")

    with pytest.raises(VersionIsKnown), transaction():
        revise_draft(draft, reading, by=SETUP)
    with transaction():
        discard_draft(draft, by=SETUP)
    assert db.session.query(Acceptance).all() == []


def test_a_draft_that_was_overtaken_takes_it_against_the_newer_one(first):
    comment, draft = suggest(first, ("replace", "study", "**Study** how it works.")), prepare(OLD, "0.3")
    published(NEW, "0.2")

    accept(comment, draft)

    assert (preparation_of(draft).against_id, draft.previous.version) != (first.id, "0.1")
    assert "- **Study** how it works. {#study}\n" in text_of(draft)


@pytest.mark.both_databases
def test_accepting_is_whole_or_has_not_happened(first):
    comment, draft = suggest(first, ("replace", "use", "**Use** it at home.")), prepare(NEW, "0.2")
    plan = plan_acceptance(comment_at(comment.id), preparing(draft), settled={1: Settled("**Use** it.")})

    killed_everywhere(lambda: accept_suggestion(comment_at(comment.id), plan, by=SETUP))

    assert "**Use** it. {#use}" in text_of(draft)


def test_beginning_and_accepting_is_one_act(first):
    comment = suggest(first, ("replace", "use", "**Use** it at home."))
    plan = plan_acceptance(comment_at(comment.id), beginning("0.2"))

    killed_everywhere(lambda: accept_suggestion(comment_at(comment.id), plan, by=SETUP))

    assert [draft.version for draft in drafts_prepared()] == ["0.2"]
