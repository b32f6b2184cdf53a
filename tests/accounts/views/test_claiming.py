"""The pages on which a guest leaves an address and confirms it."""

import pytest
from flask.testing import FlaskClient

from consensus.accounts import actions
from consensus.accounts.models import Account
from consensus.accounts.queries import account_by_email
from consensus.kit.db import db, transaction
from tests.accounts.outbox import link_in, posted
from tests.factories import make_account, make_guest

NEW = "nia@example.org"


@pytest.fixture
def guest(app) -> Account:
    return make_guest("Nia")


def link_for(guest: Account, email: str = NEW) -> str:
    with transaction():
        actions.request_claim(guest, email=email)
    return link_in(posted(email)[-1])


def test_a_guest_leaves_an_address_and_is_somebody(client: FlaskClient, guest):
    browser = client.as_(guest)
    form = browser.get("/account/claim")
    sent = browser.post("/account/claim", data={"email": " Nia@Example.ORG "}, follow_redirects=True)
    link = link_in(posted(NEW)[0])
    page = browser.get(link)
    done = browser.post(link, follow_redirects=True)
    db.session.refresh(guest)

    assert (form.status_code, "Leave your address" in form.text) == (200, True)
    assert "Until you open it everything stays as it is" in sent.text
    assert ("Nia" in page.text, NEW in page.text, "This address has an account" in page.text) == (
        True,
        True,
        False,
    )
    assert "everything you said stays yours" in done.text
    assert (guest.email, browser.get("/account/").status_code) == (NEW, 200)


def test_the_answer_is_the_same_whether_the_address_has_an_account_or_not(client: FlaskClient, guest):
    make_account("Ana", email="ana@example.org")
    browser = client.as_(guest)
    answers = [browser.post("/account/claim", data={"email": email}) for email in ("ana@example.org", NEW)]
    pages = [browser.get(answer.location).text for answer in answers]
    [one], [other] = posted("ana@example.org"), posted(NEW)

    assert pages[0] == pages[1]
    assert one.text.replace(link_in(one), "") == other.text.replace(link_in(other), "")


def test_the_link_says_that_two_become_one_and_whose_account_it_is(client: FlaskClient, guest):
    ana = make_account("Ana Known", email="ana@example.org")
    link = link_for(guest, "ana@example.org")
    page = client.get(link).text
    done = client.post(link, follow_redirects=True).text
    db.session.refresh(guest)

    assert ("This address has an account" in page, "Ana Known" in page, "cannot be undone" in page) == (
        True,
    ) * 3
    assert "You are one person here now" in done
    assert guest.merged_into_id == ana.id


def test_opened_in_another_browser_it_signs_in_there_and_the_guest_is_nobody_where_they_asked(
    client: FlaskClient, guest
):
    there, here = client.as_(guest), client.application.test_client()
    link = link_for(guest)
    assert here.get(link).status_code == 200
    here.post(link)

    assert (here.get("/account/").status_code, there.get("/account/").status_code) == (200, 303)


def test_opened_where_somebody_else_is_signed_in_it_is_the_address_that_decides(client: FlaskClient, guest):
    other = make_account("Bo")
    browser = client.as_(other)
    browser.post(link_for(guest))
    db.session.refresh(other)

    assert "Nia" in browser.get("/account/").text
    assert other.email != NEW


@pytest.mark.parametrize("email", ["", "no address", "a@b@c"])
def test_a_rejected_form_comes_back_filled_in(client: FlaskClient, guest, email):
    answer = client.as_(guest).post("/account/claim", data={"email": email})

    assert (answer.status_code, list(posted())) == (422, [])
    assert f'value="{email}"' in answer.text or not email


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_spent_says_so(client: FlaskClient, guest, method):
    link = link_for(guest)
    client.post(link)
    answer = getattr(client.application.test_client(), method)(link)

    assert (answer.status_code, "has been used" in answer.text) == (409, True)


def test_only_guests_are_offered_it(client: FlaskClient, guest):
    ana = make_account("Ana")

    page = client.as_(ana).get("/account/claim")

    assert client.as_(None).get("/account/claim").status_code == 303
    assert ("nothing to leave here" in page.text, 'name="email"' in page.text) == (True, False)
    assert client.as_(ana).post("/account/claim", data={"email": NEW}).status_code == 409
    assert list(posted()) == []
    assert ("/account/claim" in client.as_(ana).get("/account/").text) is False
    assert "/account/claim" in client.as_(guest).get("/account/").text


def test_a_get_of_the_link_changes_nothing(client: FlaskClient, guest):
    link = link_for(guest)
    client.get(link)
    client.get(link)

    assert (guest.is_guest, account_by_email(NEW)) == (True, None)
