"""What a person says of themselves."""

from collections.abc import Sequence

from ...kit.db import db
from ..models import Account
from ..queries import organisation_called
from ..rooms import check_renaming


def change_profile(
    account: Account,
    *,
    name: str,
    stakeholder_group: str | None = None,
    group_reason: str | None = None,
    affiliation: str | None = None,
    country: str | None = None,
    languages: Sequence[str] | None = None,
) -> None:
    """Replace a profile. An affiliation that is a recorded organisation's name is kept as that organisation.

    Positions carry the group and country they were taken with; this doesn't touch them. Raises Refused for another name
    of a guest who is set aside.
    """
    if name != account.name:
        check_renaming(account)
    organisation = organisation_called(affiliation) if affiliation else None
    account.name = name
    account.stakeholder_group = stakeholder_group
    account.group_reason = group_reason
    account.organisation = organisation
    account.affiliation_text = None if organisation else affiliation
    account.country = country
    account.languages = list(languages or [])
    db.session.flush()
