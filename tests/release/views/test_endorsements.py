"""Pages of endorsements: who endorses which draft, endorsing one, confirming, withdrawing, challenging and ruling."""

from typing import Any

import pytest
from flask import Flask

from consensus import create_app
from consensus.accounts.actions import confirm_spokesperson
from consensus.accounts.models import Organisation
from consensus.kit.db import db, transaction
from consensus.kit.web.limits import limiter
from consensus.ledger import SETUP
from consensus.moderation.actions import hide_thing
from consensus.moderation.models import Rule
from consensus.release.models import Endorsement
from consensus.release.queries.endorsements import challenges_of, confirmed_by_group, endorsement_called
from tests.conftest import Client
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_account, make_guest
from tests.release.endorsing import (
    OTHER,
    SAME,
    a_draft,
    challenged,
    confirmed,
    mails,
    ruled,
    say,
    secret_mailed,
    settled,
    withdrawn,
)

NEW = "/endorsements/new?draft=0.1"


@pytest.fixture
def draft(app: Flask) -> Any:
    return a_draft()


@pytest.fixture
def ana(draft: Any) -> Any:
    return make_account("Ana", email="ana@example.org", stakeholder_group="regulator")


def form(who: Any, at: str = NEW, **changes: str) -> dict[str, str]:
    """The form to endorse, filled in."""
    return fill(form_at(who.get(at), NEW), **changes)


def made_last() -> Endorsement:
    return endorsement_called(db.session.query(db.func.max(Endorsement.id)).scalar())


def test_before_the_first_draft_there_is_nothing_to_endorse(client, app):
    assert "Once a draft is published" in words(client.get("/endorsements/"))


def test_a_person_endorses_the_draft_and_reads_what_becomes_public_first(client, draft, ana):
    who = client.as_(ana)
    before = words(who.get(NEW))
    answer = who.post(NEW, data=form(who, kind="individual", statement="It is clear."))

    assert "What becomes public" in before and "no position on any clause" in before
    made = made_last()
    assert (answer.status_code, answer.location) == (303, f"/endorsements/{made.id}")
    assert (made.stakeholder_group, confirmed_by_group(draft)) == ("regulator", {"regulator": 1})
    page = words(client.as_(None).get("/endorsements/"))
    assert "1 person and 0 organisations stand behind this draft." in page and "It is clear." in page


def test_an_organisation_is_claimed_then_confirmed_by_the_mailed_link_without_an_account(client, draft, ana):
    who = client.as_(ana)
    given = {
        "kind": "organisation", "name": "Foundation", "authority": "I am its director.",
        "address": "office@foundation.example", "group": "licensee",
    }  # fmt: skip
    who.post(NEW, data=form(who, **given))
    claimed = words(client.as_(None).get("/endorsements/"))
    path = f"/endorsements/confirm/{secret_mailed()}"
    stranger = client.as_(None)
    asked = stranger.get(path)
    stranger.post(path, data=form_at(asked, path))

    assert "claimed 1, confirmed 0. 1 that is not confirmed yet is listed below" in claimed
    assert "I am its director." in words(asked) and asked.headers["Cache-Control"] == "private, no-store"
    page = words(stranger.get("/endorsements/"))
    assert (
        "claimed 1, confirmed 1" in page
        and "not confirmed yet" not in page
        and "confirmed from foundation.example" in page
    )
    assert "office@" not in page and "office@" not in words(stranger.get(f"/endorsements/{made_last().id}"))
    assert stranger.get(path).status_code == 409


@pytest.mark.parametrize(
    ("field", "value"), [("group", "friends"), ("name", ""), ("authority", ""), ("address", "ana@gmail.com")]
)
def test_what_cannot_be_taken_comes_back_filled_in(client, draft, ana, field, value):
    who = client.as_(ana)
    given = {
        "kind": "organisation", "name": "Foundation", "authority": "Yes.", "statement": "Kept.", "group": "licensee"
    }  # fmt: skip
    answer = who.post(NEW, data=form(who, **(given | {field: value})))

    assert answer.status_code == 422 and f'id="e-{field}"' in answer.text
    assert "Kept." in answer.text and db.session.query(Endorsement).count() == 0


def test_guests_are_refused_with_what_to_do(client, draft):
    guest = client.as_(make_guest())

    refused = guest.get(NEW)
    assert refused.status_code == 403 and "guests leave an address first" in words(refused)
    assert "leave an address first" in words(guest.get("/endorsements/"))


def test_a_stranger_is_led_to_sign_in_and_back(client, draft):
    assert client.as_(None).get(NEW).location.startswith("/account/sign-in?next=")


def test_an_earlier_draft_leads_to_the_latest(client, draft, ana):
    a_draft("0.2")

    page = client.as_(ana).get(NEW)
    assert "This draft is not the latest." in words(page) and "/endorsements/new?draft=0.2" in page.text


def test_after_a_change_of_substance_the_form_begins_with_what_was_said(client, draft, ana):
    made = say(draft, ana, group="subject", statement="It is clear.", conditions="Terms stay.")
    a_draft("0.2", OTHER)
    settled()
    who = client.as_(ana)

    mine = words(who.get("/endorsements/mine/"))
    fields = form_at(who.get(f"/endorsements/new?draft=0.2&again={made.id}"), "/endorsements/new?draft=0.2")
    assert "Your endorsement of draft 0.1 lapsed." in mine
    assert (fields["group"], fields["statement"], fields["conditions"]) == (
        "subject",
        "It is clear.",
        "Terms stay.",
    )


def test_nobody_begins_with_what_somebody_else_said(client, draft, ana):
    made = say(draft, ana, statement="Mine alone.")

    assert "Mine alone." not in client.as_(make_account("Ben")).get(f"{NEW}&again={made.id}").text


def test_it_is_withdrawn_after_a_question(client, draft, ana):
    made, who = say(draft, ana), client.as_(ana)
    path = f"/endorsements/{made.id}/withdrawal"
    answer = who.post(path, data=form_at(who.get(path), path))

    assert answer.location == f"/endorsements/{made.id}"
    assert "and withdrew that." in words(client.as_(None).get(f"/endorsements/{made.id}"))
    assert "withdrawn 1" in words(client.as_(None).get("/endorsements/"))
    assert "Ana" in words(client.as_(None).get("/endorsements/?state=withdrawn"))
    assert (
        who.get(path).status_code == 200
        and who.post(path, data=form_at(who.get(path), path)).status_code == 409
    )


def test_nobody_withdraws_for_somebody_else(client, draft, ana):
    made = say(draft, ana)

    assert client.as_(make_account("Ben")).get(f"/endorsements/{made.id}/withdrawal").status_code == 403


def test_the_mail_is_sent_again_where_one_says(client, draft, ana):
    made, who = say(draft, ana, name="Foundation"), client.as_(ana)
    path = f"/endorsements/{made.id}/confirmation"
    who.post(path, data=fill(form_at(who.get(path), path), address="board@foundation.example"))

    assert mails()[-1].recipient == "board@foundation.example"
    again = who.post(path, data=fill(form_at(who.get(path), path), address="nobody"))
    assert again.status_code == 422 and 'value="nobody"' in again.text


def test_a_challenge_is_made_ruled_on_and_shown_with_its_reasons(client, draft, ana):
    made, ben, cleo = say(draft, ana), make_account("Ben"), make_account("Cleo", role="maintainer")
    path, ruling = f"/endorsements/{made.id}/challenge", f"/endorsements/{made.id}/ruling"
    as_ben = client.as_(ben)
    said = {"reason": "They sell it.", "evidence": "https://example.org/shop"}
    as_ben.post(path, data=fill(form_at(as_ben.get(path), path), **said))
    as_cleo = client.as_(cleo)
    desk = words(as_cleo.get("/desk/endorsements/"))
    as_cleo.post(ruling, data=fill(form_at(as_cleo.get(ruling), ruling), ruling="upheld", reason="So it is."))

    page = words(client.as_(None).get(f"/endorsements/{made.id}"))
    assert "challenged by Ben" in desk
    for each in ("They sell it.", "https://example.org/shop", "Upheld", "So it is.", "Cleo"):
        assert each in page
    assert "not counted after a challenge 1" in words(client.as_(None).get("/endorsements/"))


def test_a_ruling_needs_a_reason_and_comes_back_filled_in(client, draft, ana):
    made = say(draft, ana)
    challenged(made, by=make_account("Ben"))
    cleo, path = client.as_(make_account("Cleo", role="maintainer")), f"/endorsements/{made.id}/ruling"

    answer = cleo.post(path, data=fill(form_at(cleo.get(path), path), ruling="not-upheld", reason=" "))
    assert answer.status_code == 422 and 'id="e-reason"' in answer.text


def test_maintainers_say_which_organisations_belong_together(client, draft, ana):
    say(draft, ana, name="Lab")
    confirmed(draft, ana, name="University")
    cleo, path = client.as_(make_account("Cleo", role="maintainer")), "/desk/endorsements/"
    answer = cleo.post(path, data=fill(form_at(cleo.get(path), path), organisation="lab", head="University"))
    unknown = cleo.post(path, data=fill(form_at(cleo.get(path), path), organisation="nobody", head=""))

    assert answer.status_code == 303 and "Lab belongs to University" in words(cleo.get(path))
    assert unknown.status_code == 422 and 'value="nobody"' in unknown.text


@pytest.mark.both_databases
def test_the_list_is_chosen_by_state_group_and_kind_and_paged_by_key(client, draft, ana, monkeypatch):
    monkeypatch.setattr("consensus.release.views.endorsed.AT_ONCE", 2)
    for name in ("Bea", "Carl", "Dora"):
        say(draft, make_account(name), group="subject")
    confirmed(draft, ana, name="Foundation", group="subject")

    reader = client.as_(None)
    first = reader.get("/endorsements/?group=subject&kind=individual")
    second = reader.get(link_called(first, "Earlier endorsements"))
    assert [name in words(first) for name in ("Dora", "Carl", "Bea", "Foundation")] == [
        True,
        True,
        False,
        False,
    ]
    assert [name in words(second) for name in ("Dora", "Bea")] == [False, True]
    assert "Foundation" in words(reader.get("/endorsements/?kind=organisation"))
    assert reader.get("/endorsements/?cursor=none").status_code == 422


def link_called(page: Any, text: str) -> str:
    """Where a link leads."""
    from selectolax.lexbor import LexborHTMLParser

    found = [each for each in LexborHTMLParser(page.text).css("a") if each.text(strip=True) == text]
    return str(found[0].attributes["href"])


def test_what_was_carried_on_says_so_and_what_lapsed_leads_to_the_redline(client, draft, ana):
    made = say(draft, ana)
    a_draft("0.2", SAME)
    a_draft("0.3", OTHER)
    settled()

    reader = client.as_(None)
    assert "carried on from draft 0.1" in words(reader.get("/endorsements/?draft=0.2"))
    page = reader.get(f"/endorsements/{made.id}")
    assert "carried on to draft 0.2" in words(page) and "/compare/0.1...0.3/" in page.text
    assert "Ana" in words(reader.get("/endorsements/?draft=0.3&state=lapsed"))


def test_folded_words_are_not_shown_and_what_they_stand_beside_is(client, draft, ana):
    made = say(draft, ana, statement="Buy watches!", conditions="Now!")
    with transaction():
        hide_thing(
            endorsement_called(made.id),
            rule=Rule.SPAM,
            reason="Sells.",
            by=make_account("Mo", role="moderator"),
        )

    for path in ("/endorsements/", f"/endorsements/{made.id}"):
        text = words(client.as_(None).get(path))
        assert ("Ana" in text, "These words are folded." in text, "Buy watches!" in text) == (
            True,
            True,
            False,
        )


def test_the_words_of_a_challenge_can_be_reported_and_folded(client, draft, ana):
    made = say(draft, ana)
    challenged(made, by=make_account("Ben"))
    [challenge] = challenges_of([made])[made.id]
    path, cara = f"/endorsements/{made.id}", make_account("Cara")
    before = words(client.as_(cara).get(path))
    assert (challenge.reason in before, "Report these words" in before) == (True, True)
    assert client.as_(cara).get(f"/moderation/{challenge.ref}/report").status_code == 200
    with transaction():
        hide_thing(
            challenge, rule=Rule.HARASSMENT, reason="It is one.", by=make_account("Mo", role="moderator")
        )

    after = words(client.as_(None).get(path))
    assert ("These words are folded." in after, challenge.reason in after, challenge.evidence in after) == (
        True,
        False,
        False,
    )
    assert "Challenges of its stakeholder group" in after


def test_who_speaks_for_the_organisation_is_not_told_which_address_somebody_else_named(client, draft, ana):
    made = say(draft, ana, name="Foundation", address="private@foundation.example")
    ben = make_account("Ben")
    with transaction():
        confirm_spokesperson(db.session.get_one(Organisation, made.organisation_id), ben, by=SETUP)

    pages = [client.as_(each).get(f"/endorsements/{made.id}/confirmation").text for each in (ana, ben)]
    assert ["private@foundation.example" in page for page in pages] == [True, False]


def test_hostile_words_are_text(client, draft, ana):
    made = say(draft, ana, statement="<script>alert(1)</script>", conditions='"><img src=x onerror=alert(2)>')

    for path in ("/endorsements/", f"/endorsements/{made.id}", f"{NEW}&again={made.id}"):
        page = client.as_(ana).get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page


def test_of_an_unknown_endorsement_there_is_no_page(client, draft):
    assert client.get("/endorsements/77").status_code == 404
    assert client.get("/endorsements/99999999999999").status_code == 404


def test_what_was_challenged_and_withdrawn_keeps_its_page(client, draft, ana):
    made = say(draft, ana)
    challenged(made, by=make_account("Ben"))
    ruled(made, upheld=False, by=make_account("Cleo", role="maintainer"))
    withdrawn(made, by=ana)

    assert "Not upheld: it counts as before" in words(client.as_(None).get(f"/endorsements/{made.id}"))


def test_somebody_challenges_few_in_a_day(settings: dict[str, Any]) -> None:
    app = create_app(SECRET_KEY="x" * 40, LIMITS="on", **settings)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = Client
    with app.app_context():
        limiter.reset()
        made = say(a_draft(), make_account("Ana"))
        ben = app.test_client().as_(make_account("Ben"))

        answers = [ben.post(f"/endorsements/{made.id}/challenge", data={}).status_code for _ in range(11)]

        assert answers == [422] * 10 + [429]
        db.session.remove()
        db.engine.dispose()
    limiter.enabled = False
