import pytest

from consensus.drafts.actions import decide_map
from consensus.drafts.planning import plan_of
from consensus.drafts.queries import draft_named, preparation_of
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.drafts.making import NEW, OLD, prepare, publish, published

from .browsing import fill, form_at, words

MAP = "/desk/drafts/0.2/map"


@pytest.fixture
def draft(app):
    """A prepared draft that follows a published one."""
    published(OLD, "0.1")
    return prepare(NEW, "0.2")


def rows():
    plan = plan_of(draft_named("0.2", published=False))
    return {row.prepared_key: row for row in plan.rows if row.prepared_key}


def revision():
    return preparation_of(draft_named("0.2", published=False)).revision


def send(browser, **changes):
    """Open the map, change some fields, send it."""
    return browser.post(MAP, data=fill(form_at(browser.get(MAP), MAP), **changes))


def test_the_map_shows_proposals_with_their_redline_reason_and_marked_words(ana, draft):
    page = ana.get(MAP)

    assert "5 unchanged since 0.1, 4 changed or new, 1 removed. 4 call for your eye." in words(page)
    assert "<ins>" in page.text and "<del>" in page.text
    assert "Sure: carries the id of the older clause" in words(page)
    assert "Marked words: modal verb “may”" in words(page)


@pytest.mark.parametrize(
    ("show", "keys"),
    [
        ("look", ["use", "study", "parts", "parameters"]),
        ("risky", ["parts"]),
        ("all", ["use", "study", "parts", "parameters"]),
    ],
)
def test_filters_show_what_is_to_be_looked_at_what_is_risky_and_all(ana, draft, show, keys):
    sent = form_at(ana.get(f"{MAP}?show={show}"), MAP)

    assert sent.getlist("key") == keys


def test_what_was_confirmed_is_no_longer_to_be_looked_at(ana, draft):
    send(ana, confirm__use="yes")

    look, everything = (
        form_at(ana.get(f"{MAP}?show={show}"), MAP).getlist("key") for show in ("look", "all")
    )

    assert (look, everything) == (["study", "parts", "parameters"], ["use", "study", "parts", "parameters"])


def test_unchanged_clauses_are_folded_without_forms_and_can_be_settled_one_by_one(ana, draft):
    page = ana.get(MAP)
    one = ana.get(f"{MAP}/share")

    assert "Freedoms: 3 clauses" in words(page) and "Form: 2 clauses" in words(page)
    assert f'href="{MAP}/share"' in page.text
    assert form_at(one, MAP).getlist("key") == ["share"]
    assert "% alike" in words(one)


def test_sending_the_page_as_it_is_decides_nothing(ana, draft):
    answer = send(ana)

    assert (answer.status_code, revision()) == (303, 1)
    assert "Nothing was changed." in words(ana.get(answer.headers["Location"]))


def test_all_rows_of_a_page_are_confirmed_at_once(ana, draft):
    answer = send(ana, all="yes")

    assert answer.status_code == 303
    assert [key for key, row in rows().items() if row.decided] == ["use", "study", "parts", "parameters"]
    assert "All is settled." in words(ana.get(MAP))


@pytest.mark.parametrize(
    ("changes", "kind", "sources"),
    [
        ({"sources__use": None}, "new", ()),
        ({"other__parameters": "permission"}, "edited", ("permission",)),
        ({"other__parameters": "code, permission"}, "merged", ("code", "permission")),
        ({"other__parameters": "code", "shared__parameters": "yes"}, "split", ("code",)),
    ],
)
def test_clauses_are_joined_split_and_parted(ana, draft, changes, kind, sources):
    answer = send(ana, **changes)

    key = "use" if "sources__use" in changes else "parameters"
    assert answer.status_code == 303
    assert (str(rows()[key].change.kind), rows()[key].change.sources) == (kind, sources)


def test_decisions_of_several_rows_are_taken_together(ana, draft):
    send(ana, significance__study="editorial", normative__use=None, other__parameters="permission")

    assert rows()["study"].change.significance == "editorial"
    assert rows()["use"].normative is False
    assert rows()["parameters"].change.sources == ("permission",)
    assert revision() == 2


def test_what_was_decided_is_forgotten_on_request(ana, draft):
    send(ana, sources__use=None)
    page = f"{MAP}?show=all"

    ana.post(MAP, data=fill(form_at(ana.get(page), MAP), undo__use="yes"))

    assert (str(rows()["use"].change.kind), rows()["use"].decided) == ("edited", False)


def test_a_heading_keeps_being_informative_though_it_has_no_box(ana, app):
    published(OLD, "0.1")
    prepare(OLD.replace("## Form {#form}", "## The form {#form}"), "0.2")

    send(ana, all="yes")

    assert (rows()["form"].normative, rows()["form"].decided) == (False, True)


@pytest.mark.parametrize(
    ("changes", "field", "status"),
    [
        ({"other__parameters": "nothing"}, "parameters", 422),
        ({"significance__parts": "editorial"}, "why-parts", 422),
        ({"was__use": "nonsense"}, "was-use", 422),
        ({"significance__study": "small"}, "significance-study", 422),
        ({"revision": "x"}, "revision", 422),
    ],
)
def test_a_refused_page_comes_back_filled_in_with_the_reason_at_its_row(ana, draft, changes, field, status):
    answer = send(ana, normative__use=None, **changes)

    again = form_at(answer, MAP)
    assert (answer.status_code, revision()) == (status, 1)
    assert f'href="#f-{field}"' in answer.text
    assert "normative-use" not in again
    if "other__parameters" in changes:
        assert again["other-parameters"] == "nothing"


class TestTheSecondMaintainer:
    @pytest.fixture
    def declared(self, ana, draft):
        """Ana calls a risky change editorial."""
        send(ana, significance__parts="editorial", why__parts="It meant the same.")

    def test_a_risky_change_waits(self, ana, declared):
        page = words(ana.get(MAP))

        assert rows()["parts"].change.significance == "substantive"
        assert (
            "Ana calls this wording only: “It meant the same.”. It counts once a second maintainer agrees."
            in page
        )
        assert "One waits for a second maintainer" in page

    @pytest.mark.parametrize("browser", ["ana", "ben"])
    def test_another_maintainer_agrees_and_nobody_alone(self, request, declared, browser):
        send(request.getfixturevalue(browser), significance__parts="editorial", why__parts="Indeed.")

        assert (rows()["parts"].change.significance == "editorial") is (browser == "ben")

    def test_sending_the_page_for_something_else_agrees_to_nothing(self, ben, declared):
        send(ben, normative__use=None)

        assert rows()["parts"].change.significance == "substantive"
        assert rows()["use"].normative is False


class TestTwoMaintainers:
    def test_the_second_is_told_nothing_is_overwritten_and_what_was_typed_is_kept(self, ana, ben, draft):
        theirs, mine = (form_at(browser.get(MAP), MAP) for browser in (ana, ben))
        ana.post(MAP, data=fill(theirs, sources__use=None))

        answer = ben.post(MAP, data=fill(mine, normative__study=None))

        assert answer.status_code == 412
        assert str(rows()["use"].change.kind) == "new"
        assert rows()["study"].normative is True
        assert "Somebody changed this draft while you were working on it" in words(answer)
        assert "Ana changed these rows meanwhile use" in words(answer)
        again = form_at(answer, MAP)
        assert "normative-study" not in again
        assert again.getlist("sources-use") == []
        assert again["revision"] == "2"

    def test_sent_again_only_what_was_touched_is_decided(self, ana, ben, draft):
        theirs, mine = (form_at(browser.get(MAP), MAP) for browser in (ana, ben))
        ana.post(MAP, data=fill(theirs, sources__use=None, all="yes"))
        refused = ben.post(MAP, data=fill(mine, normative__study=None))

        answer = ben.post(MAP, data=form_at(refused, MAP))

        assert answer.status_code == 303
        assert (str(rows()["use"].change.kind), rows()["study"].normative) == ("new", False)

    def test_a_confirmation_is_not_lost_when_somebody_decided_something_else(self, ana, ben, draft):
        theirs, mine = (form_at(browser.get(MAP), MAP) for browser in (ana, ben))
        ana.post(MAP, data=fill(theirs, normative__use=None))

        refused = ben.post(MAP, data=fill(mine, confirm__parts="yes"))
        answer = ben.post(MAP, data=form_at(refused, MAP))

        assert (refused.status_code, answer.status_code, rows()["parts"].decided) == (412, 303, True)

    def test_a_double_click_after_another_draft_came_first_is_refused(self, ana, draft):
        sent = fill(form_at(ana.get(MAP), MAP), sources__use=None)
        ana.post(MAP, data=sent)
        publish(prepare(OLD.replace("Share", "Hand on"), "0.1.5"))

        assert ana.post(MAP, data=sent).status_code == 412

    def test_a_double_click_is_no_error(self, ana, draft):
        sent = fill(form_at(ana.get(MAP), MAP), sources__use=None, normative__study=None)

        answers = [ana.post(MAP, data=sent).status_code for _ in range(2)]

        assert (answers, revision()) == ([303, 303], 2)


class TestAnotherDraftCameFirst:
    @pytest.fixture
    def overtaken(self, draft):
        """Decisions were taken; then another draft was published."""
        with transaction():
            decide_map(draft, [{"key": "use", "normative": False}], by=SETUP)
        publish(prepare(OLD.replace("Share", "Hand on"), "0.1.5"))

    def test_the_map_says_so_and_can_be_made_anew(self, ana, overtaken):
        page = ana.get(MAP)
        answer = ana.post("/desk/drafts/0.2/alignment", data=form_at(page, "/desk/drafts/0.2/alignment"))

        assert "The map has to be made anew, against 0.1.5." in words(page)
        assert 'action="/desk/drafts/0.2/map"' not in page.text
        assert answer.status_code == 303
        assert "3 unchanged" not in words(page)
        assert rows()["use"].normative is False
        assert str(rows()["share"].change.kind) == "renamed"
        assert 'action="/desk/drafts/0.2/map"' in ana.get(MAP).text

    def test_decisions_sent_from_before_are_refused(self, ana, draft):
        sent = form_at(ana.get(MAP), MAP)
        publish(prepare(OLD.replace("Share", "Hand on"), "0.1.5"))

        answer = ana.post(MAP, data=fill(sent, normative__use=None))

        assert (answer.status_code, rows()["use"].normative) == (409, True)

    def test_making_it_anew_twice_is_no_error(self, ana, overtaken):
        sent = form_at(ana.get(MAP), "/desk/drafts/0.2/alignment")

        answers = [ana.post("/desk/drafts/0.2/alignment", data=sent).status_code for _ in range(2)]

        assert answers == [303, 303]


def test_in_a_first_draft_there_is_only_what_binds_to_settle(ana, app):
    prepare(OLD, "0.2")
    page = ana.get(MAP)

    assert "There is no earlier draft: every clause is new." in words(page)
    assert "Comes from" not in words(page)
    send(ana, normative__use=None)
    assert rows()["use"].normative is False


def test_a_long_map_is_cut_into_pages_of_the_same_filter(ana, app):
    text = "# T\n\n## A {#a}\n\n" + "\n\n".join(
        f"Clause number {n} says something of its own. {{#c{n}}}" for n in range(150)
    )
    published(OLD, "0.1")
    prepare(text, "0.2")

    first, second = (form_at(ana.get(f"{MAP}?show=all&page={n}"), MAP) for n in (1, 2))

    assert (len(first.getlist("key")), len(second.getlist("key"))) == (100, 51)
    answer = ana.post(MAP, data=fill(second, normative__c149=None))
    assert answer.headers["Location"] == f"{MAP}?show=all&page=2"


@pytest.mark.parametrize("address", ["?page=0", "?page=99", "?page=x", "?show=nothing"])
def test_an_address_that_makes_no_sense_shows_the_map_all_the_same(ana, draft, address):
    assert ana.get(MAP + address).status_code == 200


def test_a_clause_that_the_draft_does_not_have_is_not_found(ana, draft):
    assert ana.get(f"{MAP}/nothing").status_code == 404
