"""A review in a browser, with a script and without: saved as one goes, submitted, counted; the same either way."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.serving import Site

from .looking import PHONE, sign_in
from .world import KWAME

SHEET = "/systems/viking/review"


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request: pytest.FixtureRequest, browse: Any, own_site: Site, values: dict[str, Any]) -> Any:
    """Kwame's telephone."""
    page = browse(PHONE, script=request.param)
    sign_in(page, own_site.url, values[KWAME])
    page.scripted = request.param
    return page


def question(page: Any, id: str) -> Any:
    """What is asked about one component."""
    return page.locator(f"#a-{id}")


def answer_all(page: Any) -> None:
    """Everything that the draft asks for, as somebody who found it all under a licence that is accepted."""
    for each in page.locator(".is-required .question").all():
        each.get_by_label("available", exact=True).check()
        each.get_by_label("Terms").fill("MIT")
        each.get_by_label("Evidence").fill("https://example.org/viking")


def saved(page: Any) -> None:
    """Wait until what was typed is stored: by itself where there is a script, else by a button."""
    if page.scripted:
        expect(page.get_by_text("Saved at")).to_be_visible()
    else:
        question(page, "training-code").get_by_role("button", name="Save and stay here").click()
        expect(page.get_by_text("Saved. Nobody else sees it until you submit it.")).to_be_visible()


def test_a_review_is_saved_as_one_goes_and_counts_once_it_is_submitted(page: Any, own_site: Site) -> None:
    page.goto(own_site.url + SHEET)
    question(page, "training-code").get_by_label("not available").check()
    question(page, "training-code").get_by_label("Evidence").fill("https://example.org/nowhere")
    saved(page)

    page.goto(own_site.url + SHEET)
    expect(question(page, "training-code").get_by_label("not available")).to_be_checked()
    expect(question(page, "training-code").get_by_label("Evidence")).to_have_value(
        "https://example.org/nowhere"
    )

    answer_all(page)
    page.get_by_label("For whom you work").fill("A university")
    page.get_by_role("button", name="Submit, on record").click()
    expect(page.get_by_text("Your review is on record, and counts.")).to_be_visible()

    page.goto(f"{own_site.url}/systems/viking/")
    expect(page.get_by_text("Viking conforms to draft 1.0.")).to_be_visible()
    expect(page.locator("#reviewers ~ ul")).to_contain_text("A university")


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(page: Any, own_site: Site) -> None:
    page.goto(own_site.url + SHEET)
    question(page, "training-code").get_by_label("available", exact=True).check()
    question(page, "training-code").get_by_label("Terms").fill("MIT")
    question(page, "training-code").get_by_label("Evidence").evaluate(
        "(field) => field.setAttribute('type', 'text')"
    )
    question(page, "training-code").get_by_label("Evidence").fill("javascript:alert(1)")
    page.get_by_role("button", name="Submit, on record").click()

    expect(page.locator("#e-evidence-training-code")).to_contain_text("Give a whole web address")
    expect(question(page, "training-code").get_by_label("Terms")).to_have_value("MIT")
    expect(question(page, "training-code").get_by_label("Evidence")).to_have_value("javascript:alert(1)")


def test_how_much_is_answered_is_counted_while_one_goes(
    browse: Any, own_site: Site, values: dict[str, Any]
) -> None:
    page = browse()
    sign_in(page, own_site.url, values[KWAME])
    page.goto(own_site.url + SHEET)

    question(page, "training-code").get_by_label("not available").check()

    expect(page.get_by_text("1 of 9 requirements answered")).to_be_visible()
