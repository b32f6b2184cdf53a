from typing import Any

import pytest

from consensus.accounts.models import Account
from consensus.drafts.actions import mark_sealed
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from consensus.release.actions.criteria import set_criteria
from consensus.release.actions.judging import reopen
from consensus.release.gate_due import count_gates
from tests.drafts.making import OLD
from tests.factories import make_account, make_draft
from tests.release.gates import a_file
from tests.release.world import a_path, judged


@pytest.fixture
def begun(app: Any) -> tuple[Draft, Account]:
    """A draft on its way, and whoever may decide."""
    return a_path()


@pytest.fixture
def draft(begun: tuple[Draft, Account]) -> Draft:
    """The draft."""
    return begun[0]


@pytest.fixture
def rosa(begun: tuple[Draft, Account]) -> Account:
    """Whoever may decide."""
    return begun[1]


def test_before_the_first_draft_the_path_says_so(client: Any) -> None:
    page = client.get("/release/")

    assert (page.status_code, "The path begins with the first draft" in page.text) == (200, True)


def test_without_criteria_both_pages_say_so(client: Any) -> None:
    make_draft("0.1", OLD)

    assert "Nobody has said yet what has to be true" in client.get("/release/").text
    assert "Nobody has said yet what a stable release asks." in client.get("/release/0.1/").text


def test_the_path_tells_how_far_in_words_and_numbers_and_never_in_percent(client: Any, draft: Draft) -> None:
    page = client.get("/release/").text

    assert "For a release candidate, 1 of 1 criteria is met." in page
    assert "never that nothing is left to hear" in page
    assert "%</" not in page.replace('%"', "")


def test_the_path_shows_what_was_counted_as_lanes_and_as_a_table(client: Any, draft: Draft) -> None:
    page = client.get("/release/").text

    assert page.count('class="draft-begins"') >= 5 and 'class="counted-table"' in page
    assert page.count('<tr><th scope="row"><a href="/ledger/') == 1


def test_candidates_and_planned_days_stand_with_their_reasons(client: Any, draft: Draft) -> None:
    page = client.get("/release/").text

    assert "Όλα έγιναν." in page and "Τότε μαζευόμαστε." in page and "December 20, 2026" in page
    assert "Draft 0.1 is a release candidate." in page


def test_the_path_towards_a_candidate_can_be_drawn_too(client: Any, draft: Draft) -> None:
    page = client.get("/release/?target=candidate").text

    assert "Towards a release candidate, as the public record has it." in page
    assert '?target=stable#over-time">Show a stable release instead</a>' in page
    assert page.index('id="next"') < page.index('id="over-time"')


def test_what_only_the_desk_can_do_is_a_link_for_the_desk_alone(
    client: Any, draft: Draft, rosa: Account
) -> None:
    assert 'href="/desk/calls/"' not in client.get("/release/").text
    assert 'href="/desk/calls/"' in client.as_(rosa).get("/release/").text


def test_a_draft_shows_each_criterion_with_its_state_its_number_and_its_rows(
    client: Any, draft: Draft
) -> None:
    page = client.get("/release/0.1/").text

    assert page.count('class="criterion"') == 5
    assert 'id="c-clauses"' in page and 'href="/release/0.1/clauses/"' in page
    assert '<span class="state-of-criterion pass">met</span>' in page


def test_what_named_people_found_stands_there_with_their_reasons(
    client: Any, draft: Draft, rosa: Account
) -> None:
    page = client.get("/release/0.1/").text

    assert f'<a href="/people/{rosa.actor_id}/" translate="no">Rosa</a>' in page
    assert "finds it met" in page and "Το δοκίμασα." in page


def test_what_was_found_before_stays_readable_and_counts_no_more(
    client: Any, draft: Draft, rosa: Account
) -> None:
    with transaction():
        reopen(draft, target="stable", criterion="usable", reason="A new case came up.", by=rosa)

    page = client.get("/release/0.1/").text

    assert "counts no more" in page and "A new case came up." in page
    assert '<span class="state-of-criterion unknown">not known yet</span>' in page


def test_criteria_of_another_version_hold_from_the_next_draft_and_stand_beside(
    client: Any, draft: Draft
) -> None:
    with transaction():
        set_criteria(a_file("comments", version=2), reason="More.", by=SETUP)

    now, then = client.get("/release/0.1/").text, make_draft("0.2", OLD + "\nMore. {#more}\n")
    later = client.get("/release/0.2/").text

    assert "Version 2 holds from the next draft." in now
    assert "Version 1 did not ask for it." in later and "Asked before, and no more" in later
    assert then.version == "0.2"


@pytest.mark.parametrize(
    "path, status", [("/release/9.9/", 404), ("/release/0.1/?target=both", 404), ("/release/latest/", 302)]
)
def test_addresses_that_lead_elsewhere_or_nowhere(client: Any, draft: Draft, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_the_front_page_tells_how_far_as_it_was_counted_last(client: Any, draft: Draft) -> None:
    judged(draft, _other_of_the_board(), finding="fail")
    before = client.get("/").text
    count_gates()

    assert "For a release candidate, 1 of 1 criteria is met." in before
    assert "For a release candidate, 0 of 1 criteria are met, 1 is not." in client.get("/").text


def test_a_sealed_draft_is_stable_and_asks_nothing_more(client: Any, draft: Draft, rosa: Account) -> None:
    with transaction():
        mark_sealed(draft, bundle="ab" * 32, by=rosa)

    path, page = client.get("/release/").text, client.as_(rosa).get("/release/0.1/").text

    assert "The board has sealed this draft." in path and 'class="steps-next"' not in path
    assert "It is stable." in page and 'href="/release/0.1/seal/"' in page and "Judge it" not in page
    assert (
        client.as_(rosa)
        .post("/release/0.1/judgement/stable/usable", data={"finding": "fail", "reason": "Too late."})
        .status_code
        == 409
    )


def _other_of_the_board() -> Account:
    return make_account("Kwame", role="board")
