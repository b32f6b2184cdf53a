"""A suggestion made on the words of 0.0.8 goes into 0.0.9, whose words have changed meanwhile, and is found in its redline."""

import pytest

from consensus.config import ROOT
from consensus.discussion.queries.answers import acceptances_of
from consensus.discussion.queries.comments import comment_at
from consensus.discussion.queries.suggestions import accepted_into, prefill_of
from consensus.drafts.actions import prepare_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.queries import changes_into, draft_named, files_of, rows_of
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.discussion.suggesting import suggest
from tests.drafts.making import publish
from tests.drafts.views.browsing import fill, form_at, words
from tests.factories import make_account

PERSON = "a person with ordinary skill"


def prepared(version):
    """A draft of the content, on the desk."""
    folder = ROOT / "content" / "drafts" / version
    files = [
        File(path.name, path.read_text("utf-8"))
        for path in sorted(folder.glob("*.*"))
        if path.name != "plain.toml"
    ]
    reading = read_files(files, version=version)
    with transaction():
        return prepare_draft(reading, by=SETUP)


@pytest.fixture
def rosa(client):
    """A maintainer's browser."""
    return client.as_(make_account("Rosa", role="maintainer"))


def said(draft, key):
    """The Markdown of a clause."""
    return next(row.markdown for row in rows_of(draft) if row.key == key)


def test_a_suggestion_is_fitted_to_words_that_changed_meanwhile(app, rosa):
    first = publish(prepared("0.0.8"))
    suggested = said(first, "data-information").replace("a skilled person", PERSON)
    comment = suggest(
        first, ("replace", "data-information", suggested), ("insert", "freedom-share", "**Sell** the system.")
    )
    next_ = prepared("0.0.9")
    before = {file.name: file.content for file in files_of(next_)}
    address = f"/desk/comments/{comment.id}/accept"

    page = rosa.get(address)
    assert "fitted to the newer words" in words(page)
    assert rosa.post(address, data=form_at(page, address)).status_code == 303

    after = {file.name: file.content for file in files_of(draft_named("0.0.9", published=False))}
    changed = [
        line for name in after for line in after[name].split("\n") if line not in before[name].split("\n")
    ]
    assert [line.split(":**")[0] for line in changed] == [
        "- **Sell** the system. {#sell-the-system}",
        "- **Data information",
    ]
    assert (
        changed[1].count(PERSON) == 1 and "licences that comply with the Open Source Definition" in changed[1]
    )
    assert [each.fitted for each in acceptances_of([comment_at(comment.id)])[comment.id]] == [True]

    second = publish(draft_named("0.0.9", published=False))
    assert PERSON in said(second, "data-information")
    assert {key: str(change.kind) for key, change in changes_into(second).items() if key in ("data-information", "sell-the-system")} == {
        "data-information": "edited", "sell-the-system": "new",
    }  # fmt: skip
    assert {key: [each.id for each in some] for key, some in accepted_into(second).items()} == {
        "data-information": [comment.id], "sell-the-system": [comment.id],
    }  # fmt: skip
    assert prefill_of(comment_at(comment.id)) == {
        "outcome": "accepted", "resolved_in": "0.0.9", "clauses": ["data-information", "sell-the-system"],
    }  # fmt: skip


def test_what_does_not_fit_any_more_changes_nothing_until_a_maintainer_settles_it(app, rosa):
    first = publish(prepared("0.0.8"))
    comment = suggest(
        first, ("replace", "form-lead", said(first, "form-lead").replace("must include", "should include"))
    )
    next_ = prepared("0.0.9")
    before = [file.content for file in files_of(next_)]
    address = f"/desk/comments/{comment.id}/accept"
    page = rosa.get(address)

    refused = rosa.post(address, data=form_at(page, address))

    assert (refused.status_code, [file.content for file in files_of(next_)]) == (409, before)
    for side in ("must include:", "should include:", "modifications is:"):
        assert side in words(refused)
    settled = fill(form_at(refused, address), text__1=said(first, "form-lead").replace("must", "shall"))
    assert rosa.post(address, data=settled).status_code == 303
    assert "shall include: {#form-lead}" in files_of(next_)[0].content
