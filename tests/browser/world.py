"""The site the browser looks at: all content, a sixth draft in hand, people, an organisation, links and tokens.

Made once by the real actions; each server runs on a copy.
"""

import json
from pathlib import Path
from typing import Any

from consensus import create_app
from consensus.accounts import actions
from consensus.accounts.models import Account, Purpose, Role, Scope, Sector
from consensus.accounts.queries import account_by_email
from consensus.cli.database import load_content, migrate
from consensus.drafts.actions import decide_map, prepare_draft, read_files, show_draft
from consensus.drafts.bundle import File
from consensus.following.actions import remind_once, see_all, set_pace, skip_to_head, watch
from consensus.following.models import MailSetting
from consensus.following.paces import Pace
from consensus.kit.db import db, transaction
from consensus.kit.turns import until_done
from consensus.ledger import SETUP
from consensus.ledger.queries import newest_entries
from tests.sixth import SUMMARY, sixth_draft

from .boarding import boarded
from .elsewhere import tell
from .endorsing import endorsed
from .judging import judge
from .path import path_of
from .road import road
from .standing import stand
from .talk import talk

ROSA, KWAME, ANA = "rosa@example.org", "kwame@example.org", "ana@example.org"
LONG_NAME = "Federación Iberoamericana de Asociaciones para la Soberanía Tecnológica y los Datos Abiertos"
REASON = "I use such systems every day at school, and nobody there can say how they came about."


def furnish(instance: Path) -> None:
    """An instance with everything in it. What its addresses need stands in ``world.json`` beside the database."""
    app = create_app(INSTANCE=str(instance), LIMITS="off", PSEUDO="on")
    with app.test_request_context("/"):
        migrate()
        load_content()
        values = _people()
        _draft_in_hand()
        values["unsubscribe"] = _news()
        values["typed"] = _talk()
        values |= _stand() | _judge() | _road() | _endorse()
        _path()
        values |= _board()
        tell()
        until_done()
        (instance / "world.json").write_text(json.dumps(values), "utf-8")
        db.session.remove()
        db.engine.dispose()


def values_of(instance: Path) -> dict[str, Any]:
    """What stands for the names in the addresses of :mod:`.pages`."""
    return dict(json.loads((instance / "world.json").read_text("utf-8")))


def _people() -> dict[str, Any]:
    with transaction():
        rosa = actions.add_account(ROSA, name="Rosa Lindqvist", roles=list(Role), by=SETUP)
        kwame = actions.add_account(KWAME, name="Kwame Mensah-Bonsu", roles=[Role.MAINTAINER], by=SETUP)
        ana = actions.add_account(ANA, name="Ana María Fernández de la Vega", by=SETUP)
        organisation = actions.create_organisation(
            LONG_NAME, sector=Sector.NONPROFIT, aliases=["FIASTDA"], by=rosa
        )
        actions.change_profile(
            ana,
            name=ana.name,
            affiliation=LONG_NAME,
            stakeholder_group="end-user",
            country="ES",
            group_reason=REASON,
        )
        actions.confirm_spokesperson(organisation, ana, by=rosa)
        actions.create_token(rosa, name="nightly export", scope=Scope.READ)
        return {
            "person": ana.actor_id,
            "organisation": organisation.slug,
            **{str(purpose): _link(ana, purpose) for purpose in Purpose if purpose is not Purpose.CLAIM},
            "claim": _link(actions.add_guest(name="Nia"), Purpose.CLAIM, email="nia@example.org"),
            **{account.email: _link(account) for account in (rosa, kwame)},
        }


def _news() -> str:
    """Rosa watches clauses and the draft, and has news of them; Ana has mail to end. → the secret of Ana's link."""
    rosa, ana = account_by_email(ROSA), account_by_email(ANA)
    assert rosa is not None and ana is not None
    published = {entry.subject: entry.n for entry in newest_entries(verb="draft.published").items}
    with transaction():
        for key, version in (("data-information", "1.0"), ("code", "1.0-RC2"), ("freedom-study", "0.0.9")):
            watch(f"clause:{key}", by=rosa)
            remind_once(
                f"world:{key}", thing=f"clause:{key}", n=published[f"draft:{version}"], why=f"clause:{key}"
            )
        watch("draft:1.0", by=rosa)
        see_all(rosa, upto=1)
        skip_to_head()
        set_pace(ana, pace=Pace.DAILY)
        return db.session.get_one(MailSetting, ana.id).key


def _talk() -> str:
    rosa, kwame, ana = (account_by_email(each) for each in (ROSA, KWAME, ANA))
    assert rosa is not None and kwame is not None and ana is not None
    return talk(rosa, kwame, ana)


def _stand() -> dict[str, str]:
    rosa, ana = account_by_email(ROSA), account_by_email(ANA)
    assert rosa is not None and ana is not None
    return stand(rosa, ana)


def _judge() -> dict[str, str]:
    rosa, kwame, ana = (account_by_email(each) for each in (ROSA, KWAME, ANA))
    assert rosa is not None and kwame is not None and ana is not None
    return judge(rosa, kwame, ana)


def _road() -> dict[str, Any]:
    rosa, kwame = (account_by_email(each) for each in (ROSA, KWAME))
    assert rosa is not None and kwame is not None
    return road(rosa, kwame)


def _endorse() -> dict[str, Any]:
    rosa, kwame, ana = (account_by_email(each) for each in (ROSA, KWAME, ANA))
    assert rosa is not None and kwame is not None and ana is not None
    return endorsed(rosa, kwame, ana)


def _path() -> None:
    rosa = account_by_email(ROSA)
    assert rosa is not None
    path_of(rosa)


def _board() -> dict[str, Any]:
    rosa, kwame, ana = (account_by_email(each) for each in (ROSA, KWAME, ANA))
    assert rosa is not None and kwame is not None and ana is not None
    return boarded(rosa, kwame, ana)


def _link(account: Account, purpose: Purpose = Purpose.SIGN_IN, **given: Any) -> str:
    return actions.make_link(account, purpose, lifetime=actions.BY_HAND, **given)[0].rsplit("/", 1)[1]


def _draft_in_hand() -> None:
    reading = read_files([File(name, text) for name, text in sixth_draft().items()], summary=SUMMARY)
    with transaction():
        draft = prepare_draft(reading, by=SETUP)
    with transaction():
        show_draft(draft, shown=True, by=SETUP)
        decide_map(draft, [{"key": "why-barriers", "significance": "editorial"}], by=SETUP)
