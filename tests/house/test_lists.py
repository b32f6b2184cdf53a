"""Lists are counted: every page that lists things asks the database as often for one thing as for three."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from consensus.accounts import actions
from consensus.accounts.models import Account, Role, Scope, Sector
from consensus.discussion.actions import assign, dispose, edit_comment
from consensus.discussion.queries.comments import comment_at
from consensus.discussion.texts import prepare_text
from consensus.following.actions import watch
from consensus.following.spreading import tell_some
from consensus.kit.db import db, transaction
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing, report_thing
from consensus.moderation.models import Rule as Reason
from tests.archive.world import another_archive, another_message, another_month, another_thread
from tests.discussion.suggesting import suggest
from tests.factories import make_account, make_comment, make_draft
from tests.moderation.notes import NOTES, make_note
from tests.release.endorsing_world import LISTS_OF_ENDORSEMENTS, SINGLE_OF_ENDORSEMENTS
from tests.release.listed import CLAUSES_OF_RELEASE, LISTS_OF_RELEASE, SINGLE_OF_RELEASE
from tests.release.sealing_world import LISTS_OF_SEALING, SINGLE_OF_SEALING
from tests.roadshow.listed import LISTS_OF_STOPS, SINGLE_OF_STOPS
from tests.roadshow.listed_pages import CLAUSES_OF_PAGES, LISTS_OF_PAGES, SINGLE_OF_PAGES
from tests.roadshow.lists import OF_THE_ROADSHOW, SINGLE_OF_THE_ROADSHOW
from tests.search.asking_pages import FOUND, something_found
from tests.systems.listed import LISTS_OF_SYSTEMS
from tests.voting.world import (
    a_position,
    a_position_of_rosas,
    an_appellant,
    another_mind_of_rosas,
    something_to_decide,
)

from .world import World, rules_of

Make = Callable[[World, int], Any]


def an_entry(world: World, n: int) -> None:
    """Another entry of the record, about another person."""
    with transaction():
        actions.grant_role(make_account(f"Έλλη {n}"), Role.SCRIBE, by=world.rosa)


def a_hiding(world: World, n: int) -> None:
    """Another thing that is folded, by somebody else."""
    by = make_account(f"Έλλη {n}")
    with transaction():
        hide_thing(make_note(f"n{n}"), rule=Reason.SPAM, reason="Πουλάει.", by=by)


def a_report(world: World, n: int) -> None:
    """Another thing that is reported."""
    by = make_account(f"Έλλη {n}")
    note = make_note(f"n{n}", by=make_account(f"Άρης {n}"))
    with transaction():
        report_thing(note, rule=Reason.SPAM, reason="Πουλάει.", by=by)


def a_report_on_it(world: World, n: int) -> None:
    """Another report on the same thing."""
    by = make_account(f"Έλλη {n}")
    with transaction():
        report_thing(NOTES["folded"], rule=Reason.SPAM, reason="Πουλάει.", by=by)


def a_report_of_ones_own(world: World, n: int) -> None:
    """Another report by Rosa."""
    with transaction():
        report_thing(make_note(f"n{n}"), rule=Reason.SPAM, reason="Πουλάει.", by=world.rosa)


def a_person(world: World, n: int) -> None:
    """Another person, with a role and an organisation."""
    person = make_account(f"Έλλη {n}")
    with transaction():
        actions.grant_role(person, Role.SCRIBE, by=world.rosa)
    an_organisation(world, n, speaker=person)


def a_collision(world: World, n: int) -> None:
    """Another suggestion on the same clause."""
    suggest(world.drafts[1], ("replace", "use", f"**Χρησιμοποιείται** {n}"), by=make_account(f"Έλλη {n}"))


def a_comment(world: World, n: int) -> None:
    """Another comment on a clause, with a reply and an answer, all by others."""
    by = make_account(f"Έλλη {n}")
    made = make_comment(
        "0.0.2", "study", f"Λέω το {n}, και πάλι το {n}.", by=by, kind="objection", quote="Μελετάται"
    )
    make_comment(parent=made, body="Ναι.", by=make_account(f"Άρης {n}"))
    with transaction():
        dispose([comment_at(made.id)], outcome="noted", reason="Το είδαμε.", by=world.rosa)


def a_comment_that_waits(world: World, n: int) -> None:
    """Another objection that waits for an answer, nearly the same as others, in Rosa's care."""
    by = make_account(f"Έλλη {n}")
    made = make_comment(
        "0.0.2",
        "study",
        "Ποιος ρωτά όποιον μελετά, και για ποιον λόγο;",
        by=by,
        kind="objection",
        quote="Μελετάται",
    )
    with transaction():
        assign([comment_at(made.id)], to=world.rosa, by=world.rosa)


def a_comment_like_it(world: World, n: int) -> None:
    """Another comment that says the same as Rosa's objection."""
    make_comment("0.0.2", "study", "Ποιος *ρωτά* τώρα;", by=make_account(f"Έλλη {n}"))


def a_reply(world: World, n: int) -> None:
    """Another reply to Rosa's objection."""
    make_comment(
        parent=comment_at(world.values["objection"]), body=f"Κι εγώ {n}.", by=make_account(f"Έλλη {n}")
    )


def an_edit(world: World, n: int) -> None:
    """Rosa's objection in other words once more."""
    text = prepare_text(f"Ποιος ρωτά {n} φορές;")
    with transaction():
        edit_comment(comment_at(world.values["objection"]), text=text, by=world.rosa)


def an_organisation(world: World, n: int, *, speaker: Account | None = None) -> None:
    """Another organisation, with another name and somebody who speaks for it."""
    speaker = speaker or make_account(f"Έλλη {n}")
    with transaction():
        made = actions.create_organisation(
            f"Ένωση {n}", sector=Sector.OTHER, aliases=[f"Ε{n}"], by=world.rosa
        )
        actions.confirm_spokesperson(made, speaker, by=world.rosa)


def a_speaker(world: World, n: int) -> None:
    """Another person who may speak for the world's organisation."""
    from consensus.accounts.queries import organisation_at

    speaker = make_account(f"Έλλη {n}")
    with transaction():
        organisation = organisation_at(world.values["slug"])
        assert organisation is not None
        actions.confirm_spokesperson(organisation, speaker, by=world.rosa)


def a_token(world: World, n: int) -> None:
    """Another token of Rosa's."""
    with transaction():
        actions.create_token(world.rosa, name=f"σενάριο {n}", scope=Scope.READ)


def a_role(world: World, n: int) -> None:
    """Another role of Paul's."""
    with transaction():
        actions.grant_role(world.paul, list(Role)[n], by=world.rosa)


def a_draft(world: World, n: int) -> None:
    """Another published draft, in which one clause has changed."""
    make_draft(f"0.1.{n}", text_of(3, said=n), by=world.rosa)


def a_preparation(world: World, n: int) -> None:
    """Another draft being prepared."""
    make_draft(f"0.2.{n}", text_of(3, said=n), publish=False, by=world.rosa)


def text_of(clauses: int, *, said: int = 0) -> str:
    """A text of so many clauses, in which one speaks of a number."""
    lines = "".join(f"Το άρθρο {n} μιλά για όλους. {{#p{n}}}\n\n" for n in range(clauses))
    return f"---\ntitle: Ορισμός\nsummary: Σχέδιο.\n---\n# Μέρος\n\nΗ αρχή, {said}. {{#study}}\n\n{lines}"


def some_news(world: World, n: int) -> None:
    """Another draft that changes a clause which Rosa watches."""
    make_draft(f"0.1.{n}", text_of(3, said=n), by=SETUP)
    while tell_some():
        pass


def a_watch(world: World, n: int) -> None:
    """Another draft that Rosa watches."""
    draft = make_draft(f"0.1.{n}", text_of(3, said=n), by=SETUP)
    with transaction():
        watch(draft.ref, by=world.rosa)


# Pages that list things, by what they list.
LISTS: dict[str, Make] = {
    "accounts.desk_organisation": a_speaker,
    "accounts.desk_organisations": an_organisation,
    "accounts.organisations": an_organisation,
    "accounts.people": a_person,
    "accounts.person": a_role,
    "accounts.public_person": a_role,
    "accounts.tokens": a_token,
    "archive.archive": another_month,
    "archive.clause": another_message,
    "archive.index": another_archive,
    "archive.month": another_thread,
    "archive.thread": another_message,
    "api-comments.list_comments": a_comment,
    "api-comments.list_draft_comments": a_comment,
    "api-drafts.list_drafts": a_draft,
    "api-ledger.list_entries": an_entry,
    "desk.index": a_preparation,
    "discussion.accept_form": a_collision,
    "discussion.alike": a_comment_like_it,
    "discussion.comment": a_reply,
    "discussion.dispositions": a_comment,
    "discussion.dispositions_sheet": a_comment,
    "discussion.history": an_edit,
    "discussion.queue": a_comment_that_waits,
    "discussion.talk": a_comment,
    "drafts.index": a_preparation,
    "feeds.drafts": a_draft,
    "feeds.everything": an_entry,
    "feeds.index": a_draft,
    "following.inbox": some_news,
    "following.mail": a_watch,
    "home.drafts": a_draft,
    "home.index": an_entry,
    "ledger.index": an_entry,
    "moderation.case": a_report_on_it,
    "moderation.log": a_hiding,
    "moderation.mine": a_report_of_ones_own,
    "moderation.queue": a_report,
    "operations.sitemap": a_draft,
    "reading.clause": a_comment,
    "reading.draft": a_comment,
    "api-positions.show_opinions": a_position,
    "api-positions.show_tally": a_position,
    "voting.call": an_appellant,
    "voting.appeal_ruling_form": an_appellant,
    "voting.desk": something_to_decide,
    "voting.figures_sheet": a_position,
    "voting.opinions": a_position,
    "voting.own": a_position_of_rosas,
    "voting.position": another_mind_of_rosas,
    "voting.positions_sheet": a_position,
    "voting.results": a_position,
    "voting.results_sheet": a_position,
    "voting.rows": a_position,
    "voting.votes": a_position,
    **OF_THE_ROADSHOW,
    **LISTS_OF_SYSTEMS,
    **LISTS_OF_ENDORSEMENTS,
    **LISTS_OF_STOPS,
    **LISTS_OF_PAGES,
    **LISTS_OF_RELEASE,
    **LISTS_OF_SEALING,
    **dict.fromkeys(FOUND, something_found),
}
# Pages that list the clauses of a draft, or the drafts of a clause: counted by the length of the draft.
OF_CLAUSES = CLAUSES_OF_PAGES | CLAUSES_OF_RELEASE | {
    "api-clauses.show_clause", "api-drafts.compare", "api-drafts.show_draft", "api-drafts.show_map",
    "comparing.two", "discussion.suggest_form", "drafts.correct_form", "drafts.explanations", "feeds.clause", "feeds.draft", "home.five",
    "reading.clause", "reading.draft", "reading.history", "reading.json", "reading.markdown", "voting.desk",
    "voting.opinions", "voting.rest", "voting.results",
}  # fmt: skip
# The same for a draft that is being prepared.
OF_PREPARED = {"drafts.editors_draft", "drafts.map_", "drafts.preview", "drafts.publish_form", "drafts.text"}


@contextmanager
def counting() -> Iterator[list[str]]:
    """Collects the statements that the database is sent."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT")):
            asked = re.sub(r"\bIN \([^()]*\)", "IN (…)", " ".join(statement.split()))
            sent.append(
                re.sub(r" UNION ALL .*", " UNION ALL …", asked)
            )  # one question, with an arm for each thing

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def asked_by(client: Any, path: str) -> list[str]:
    """The statements that a page asks, once everything that is kept in memory is there."""
    assert client.get(path).status_code == 200
    with counting() as sent:
        assert client.get(path).status_code == 200
    return sent


def more_of(many: list[str], few: list[str]) -> list[str]:
    """The statements that came more often the second time."""
    left = list(few)
    return [statement for statement in many if statement not in left or left.remove(statement)]  # type: ignore[func-returns-value]


@pytest.mark.parametrize("endpoint", LISTS)
def test_three_things_cost_as_many_questions_as_one(
    app: Flask, client: Any, world: World, endpoint: str
) -> None:
    [rule] = [rule for rule in rules_of(app, "GET") if rule.endpoint == endpoint]
    rosa, path, make = client.as_(world.rosa), world.path(rule) + FOUND.get(endpoint, ""), LISTS[endpoint]

    make(world, 1)
    few = asked_by(rosa, path)
    make(world, 2)
    make(world, 3)
    many = asked_by(rosa, path)

    assert more_of(many, few) == []


@pytest.mark.parametrize("endpoint", sorted(OF_CLAUSES))
def test_a_long_draft_costs_as_many_questions_as_a_short_one(
    app: Flask, client: Any, world: World, endpoint: str
) -> None:
    [rule] = [rule for rule in rules_of(app, "GET") if rule.endpoint == endpoint]
    rosa, asked = client.as_(world.rosa), []
    for place, clauses in enumerate((1, 3)):
        make_draft(f"0.{place}.8", text_of(clauses, said=place), by=SETUP)
        make_draft(f"0.{place}.9", text_of(clauses, said=place + 7), by=SETUP)
        world.values |= {"version": f"0.{place}.9", "older": f"0.{place}.8", "newer": f"0.{place}.9"}
        asked.append(asked_by(rosa, world.path(rule)))

    assert more_of(asked[1], asked[0]) == []


@pytest.mark.parametrize("endpoint", sorted(OF_PREPARED))
def test_a_long_draft_in_hand_costs_as_many_questions_as_a_short_one(
    app: Flask, client: Any, world: World, endpoint: str
) -> None:
    [rule] = [rule for rule in rules_of(app, "GET") if rule.endpoint == endpoint]
    rosa, asked = client.as_(world.rosa), []
    for place, clauses in enumerate((1, 3)):
        draft = make_draft(f"0.{place}.9", text_of(clauses, said=place), publish=False, by=SETUP)
        world.drafts = (*world.drafts[:2], draft)
        world.values["version"] = draft.version
        asked.append(asked_by(rosa, world.path(rule)))

    assert more_of(asked[1], asked[0]) == []


def test_every_page_that_shows_many_things_is_counted(app: Flask) -> None:
    """Whoever adds a page says here whether it lists anything."""
    pages = {rule.endpoint for rule in rules_of(app, "GET")}

    assert pages - set(LISTS) - OF_CLAUSES - OF_PREPARED == SINGLE


# Pages that list nothing that grows.
SINGLE = {
    *SINGLE_OF_THE_ROADSHOW, *SINGLE_OF_PAGES, *SINGLE_OF_RELEASE, *SINGLE_OF_SEALING,
    "accounts.claim_form", "accounts.claim_sent", "accounts.claiming",
    "accounts.confirmation", "accounts.data", "accounts.data_json", "accounts.forgotten", "accounts.link",
    "accounts.new_password", "accounts.own_password", "accounts.profile", "accounts.registration",
    "accounts.rules", "accounts.sent", "accounts.sign_in", "api-comments.show_comment", "api-front.list_calls", "api-front.list_rules",
    "api-positions.show_position", "api-positions.show_rest",
    "api.manual", "api.openapi", "archive.message", "comparing.choose", "content.page", "discussion.addressed_form",
    "discussion.answer_one", "discussion.answer_several", "discussion.clause_form", "discussion.dispositions_columns",
    "discussion.cosignature_form", "discussion.delete_form", "discussion.draft_form", "discussion.edit_form",
    "discussion.reply_form", "discussion.standing", "discussion.typed", "drafts.discard_form",
    "drafts.explain_form", "drafts.files", "drafts.map_row", "drafts.new", "drafts.overview",
    "drafts.period_form", "drafts.withdraw_form", "following.thing", "following.unsubscribe_page", "language.choose", "moderation.appeal_form",
    "moderation.pause_form", "moderation.report_form", "ledger.entry", "ledger.export",
    "verifying.program", "operations.health", "operations.metrics", "operations.ready", "operations.robots",
    "operations.security", "reading.latest", "reading.pdf", "static", "voting.appeal_form", "voting.call_form",
    "voting.challenge", "voting.challenge_form", "voting.last_call", "voting.last_call_form", "voting.numbered",
    "voting.receipt", "voting.receipt_file", "voting.results_columns", "voting.roll_form", "voting.ruling_form",
    "api-systems.show_review", "api-systems.show_stance", "systems.badge_data", "systems.badge_picture", "systems.dispute_form", "systems.import_form", "systems.licences", "systems.new_system",
    "systems.one_surprise", "systems.opinion", "systems.recusal_form", "systems.release_form", "systems.reply_form",
    "systems.review_sheet", "systems.stance_form", "systems.surprise_form", "systems.what_if_form", "systems.withdrawal_form", *SINGLE_OF_STOPS, *SINGLE_OF_ENDORSEMENTS,
}  # fmt: skip


def test_a_question_asked_more_often_would_be_found() -> None:
    assert more_of(["a", "b", "a"], ["a", "b"]) == ["a"]
    assert more_of(["a"], ["a", "b"]) == []
