"""What a bundle holds: each section in its order, whatever there is; facts that stand on record, and nothing people wrote."""

import json
from datetime import UTC, datetime, timedelta

import time_machine
from flask import Flask

from consensus.drafts.models import Draft
from consensus.kit.db import db
from consensus.ledger.chain import canonical
from consensus.release.bundle import SECTIONS, Bundling
from consensus.release.bundling import look
from consensus.release.models import StandingState
from consensus.release.queries.contents import core_lines, fitting
from consensus.voting.actions.calls import make_call
from consensus.voting.due import keep_results
from tests.factories import make_account, make_comment, make_draft
from tests.release.making import an_endorsement, standing
from tests.release.sealing import TEXT, a_closed_draft, lenient
from tests.voting.acting import act, row_of, take

WORDS = "Something like no other: quokka."


def sections(draft: Draft) -> dict[str, list[dict[str, object]]]:
    """The lines of a draft's core, by section."""
    found: dict[str, list[dict[str, object]]] = {section: [] for section in SECTIONS}
    for section, fields in core_lines(draft, evaluated=look(draft).evaluated, criteria="ab" * 32):
        found[section].append(dict(fields))
    return found


def test_an_empty_draft_has_a_line_for_what_it_is(app: Flask) -> None:
    lenient()
    found = sections(a_closed_draft())

    assert found["draft"] == [
        {
            "version": "0.1", "title": "The definition", "digest": a_digest(), "language": "en", "previous": None,
            "result": None, "criteria": [1, "ab" * 32],
        }
    ]  # fmt: skip
    assert [name for name, lines in found.items() if not lines] == [
        "tallies", "calls", "dispositions", "systems", "endorsements",
    ]  # fmt: skip


def a_digest() -> str:
    """That of the draft."""
    digest = db.session.query(Draft).one().digest
    return str(digest)


def test_tallies_are_those_of_the_closing(app: Flask) -> None:
    lenient()
    then = datetime.now(UTC) - timedelta(days=20)
    with time_machine.travel(then):
        draft = make_draft("0.1", TEXT, comment_until=then + timedelta(days=10))
        take(draft, "use", "support", make_account("Ana", stakeholder_group="licensee"))
        take(draft, "use", "accept", make_account("Ben"))
    keep_results()

    found = sections(db.session.get_one(Draft, draft.id))
    (use,) = [line for line in found["tallies"] if line["key"] == "use"]
    assert use["totals"] == [1, 1, 0, 0]
    assert sorted(use["by_group"].values()) == [[0, 1, 0, 0], [1, 0, 0, 0]]  # type: ignore[attr-defined]
    assert len(str(found["draft"][0]["result"])) == 64


def test_endorsements_stand_without_their_words(app: Flask) -> None:
    lenient()
    draft = a_closed_draft()
    ana, ben = make_account("Ana"), make_account("Ben")
    made = an_endorsement(draft, ana, statement=WORDS, conditions=WORDS)
    standing(made, draft)
    standing(an_endorsement(draft, ben), draft, state=StandingState.LAPSED)

    assert sections(draft)["endorsements"] == [
        {
            "endorsement": made.id, "digest": draft.digest, "kind": "individual", "group": "regulator", "confirmed": True,
        }
    ]  # fmt: skip


def test_nothing_that_people_wrote_is_in_it(app: Flask) -> None:
    lenient()
    then = datetime.now(UTC) - timedelta(days=20)
    with time_machine.travel(then):
        draft = make_draft("0.1", TEXT, comment_until=then + timedelta(days=10))
        make_comment(draft, "use", WORDS, kind="objection", by=make_account("Ana"))
    chair = make_account("Cha", role="chair")
    act(make_call, draft, row_of(draft, "use"), finding="consensus", reason=WORDS, by=chair)

    found = sections(db.session.get_one(Draft, draft.id))
    assert "quokka" not in json.dumps(found)
    assert [(line["key"], line["finding"], line["by"]) for line in found["calls"]] == [
        ("use", "consensus", chair.actor_id)
    ]


def test_a_text_that_canonical_json_cannot_hold_is_held_in_hex(app: Flask) -> None:
    assert fitting("plain\n") == {"text": "plain\n"}
    assert fitting("a\x00b") == {"hex": "610062"}
    assert canonical(fitting("\x1b")) == '{"hex":"1b"}'


def test_the_same_facts_make_the_same_core(app: Flask) -> None:
    lenient()
    draft = a_closed_draft()

    assert look(draft).core == look(draft).core
    bundling = Bundling()
    lines = list(bundling.core(core_lines(draft, evaluated=look(draft).evaluated, criteria="x")))
    assert all(line.endswith("\n") for line in lines)
