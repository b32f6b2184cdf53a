"""Organisations, and who may speak for them."""

import pytest

from consensus.accounts import actions
from consensus.accounts.errors import NameTaken, NotForYourself, NothingToGrantTo
from consensus.accounts.models import Sector
from consensus.accounts.queries import may_speak_for, organisation_called, organisations_spoken_for
from consensus.kit.db import transaction
from tests.accounts.record import told
from tests.factories import make_account, make_guest


@pytest.fixture
def maintainer(app):
    return make_account("Mai", role="maintainer")


def create(by, name="Example Foundation", aliases=("EF",)):
    with transaction():
        return actions.create_organisation(name, sector=Sector.NONPROFIT, aliases=aliases, by=by)


def test_an_organisation_is_recorded_with_its_names(maintainer):
    organisation = create(maintainer)

    assert (organisation.slug, organisation.other_names) == ("example-foundation", ["EF"])
    assert told()[1:] == [("organisation.recorded", maintainer.actor_id, "organisation:example-foundation")]


@pytest.mark.parametrize("name", ["Example Foundation", "example  FOUNDATION", "ef"])
def test_it_is_found_by_any_of_its_names(maintainer, name):
    organisation = create(maintainer)

    assert organisation_called(name) is organisation


@pytest.mark.parametrize("name, aliases", [("EF", []), ("Other", ["example foundation"])])
def test_two_organisations_share_no_name(maintainer, name, aliases):
    create(maintainer)

    with pytest.raises(NameTaken):
        create(maintainer, name, aliases)


def test_equal_slugs_are_told_apart(maintainer):
    create(maintainer)

    assert create(maintainer, "Example: Foundation", []).slug == "example-foundation-2"


def test_names_can_be_changed_and_the_address_stays(maintainer):
    organisation = create(maintainer)

    with transaction():
        actions.change_organisation(
            organisation,
            name="Example Trust",
            sector=Sector.COMPANY,
            aliases=["Example Foundation"],
            by=maintainer,
        )

    assert (organisation.slug, organisation.name) == ("example-foundation", "Example Trust")
    assert organisation.other_names == ["Example Foundation"]
    assert (organisation_called("EF"), organisation_called("example trust")) == (None, organisation)
    assert [verb for verb, _, _ in told()[1:]] == ["organisation.recorded", "organisation.changed"]


def test_who_may_speak_for_it_is_confirmed_by_somebody_once(maintainer):
    organisation, ana = create(maintainer), make_account("Ana")

    for _ in range(2):
        with transaction():
            found = actions.confirm_spokesperson(organisation, ana, by=maintainer)

    assert (found.confirmed_by, may_speak_for(ana, organisation)) == (maintainer.actor_id, True)
    assert [verb for verb, _, _ in told()[2:]] == ["spokesperson.confirmed"]


def test_nobody_confirms_themselves(maintainer):
    with pytest.raises(NotForYourself), transaction():
        actions.confirm_spokesperson(create(maintainer), maintainer, by=maintainer)


def test_a_guest_speaks_for_nobody_else(maintainer):
    organisation, guest = create(maintainer), make_guest()

    with pytest.raises(NothingToGrantTo), transaction():
        actions.confirm_spokesperson(organisation, guest, by=maintainer)


def test_it_can_be_ended(maintainer):
    organisation, ana = create(maintainer), make_account("Ana")
    with transaction():
        found = actions.confirm_spokesperson(organisation, ana, by=maintainer)

    with transaction():
        actions.end_spokesperson(found, by=maintainer)

    assert (may_speak_for(ana, organisation), list(organisations_spoken_for(ana))) == (False, [])
    assert told()[-1] == ("spokesperson.ended", maintainer.actor_id, "organisation:example-foundation")
