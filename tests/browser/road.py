"""The roadshow on the site the browser looks at: an open room with guests and paper, a stop to come, one moved, one cancelled."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from consensus.accounts.models import Account
from consensus.discussion.texts import prepare_text
from consensus.drafts.queries import clause_in, draft_named
from consensus.kit.clock import now
from consensus.kit.db import db, transaction
from consensus.roadshow import actions
from consensus.roadshow.actions.batches import take_batch
from consensus.roadshow.batching import ready_batch
from consensus.roadshow.given import CONSENT, Joining, NoteGiven, SittingGiven, StopGiven
from consensus.roadshow.models import PaperPerson, Sitting, Stop, Task
from consensus.roadshow.queries import live_code, stop_named
from consensus.voting.actions import Said, take_position
from tests.roadshow.papers import a_file, a_row

LONG = "Encuentro Latinoamericano de Software Libre, Soberanía Tecnológica y Datos Abiertos"
WHY = "Without the data nobody can build it again, whatever its description says."
GUESTS = (("Awa", "system-creator", "SN"), ("Mamadou", "end-user", "SN"), ("m.", None, None))


def road(rosa: Account, kwame: Account) -> dict[str, Any]:
    """All of it. → what its addresses name: a code, a person on paper, a note."""
    ids = [rosa.id, kwame.id]
    with transaction():
        rosa, kwame = (db.session.get_one(Account, id) for id in ids)
        stops = [_planned(*given, by=rosa) for given in _stops()]
        actions.give_duty(stops[0], kwame, Task.FACILITATOR, by=rosa)
        agenda = ("freedom-use", "data-information", "parameters")
        for stop in stops[:2]:
            actions.add_sitting(
                stop, SittingGiven("An evening", now() + timedelta(days=3), agenda=agenda), by=rosa
            )
        first, last = (day + timedelta(days=7) for day in (stops[2].starts, stops[2].ends))
        actions.move_stop(
            stops[2], starts=first, ends=last, reason="The hall is closed.", venue="La Nave", by=rosa
        )
        actions.cancel_stop(stops[3], reason="The host withdrew its room.", by=rosa)
        sitting = actions.open_stop(stops[0], heads=2, by=kwame)
    note = _said(sitting, kwame)
    return {"join_code": _code(sitting), "note": note, "on_paper": _paper(rosa)}


def _stops() -> list[tuple[str, str, str, str]]:
    return [
        ("dakar", "Deep Learning Indaba", "Dakar", "SN"),
        ("porto", "Encontro de Software Livre", "Porto", "PT"),
        ("madrid", "OpenExpo", "Madrid", "ES"),
        ("lima", LONG, "Lima", "PE"),
    ]


def _planned(slug: str, event: str, city: str, country: str, *, by: Account) -> Stop:
    zones = {"SN": "Africa/Dakar", "PT": "Europe/Lisbon", "ES": "Europe/Madrid", "PE": "America/Lima"}
    places = {"SN": (14.7, -17.4), "PT": (41.1, -8.6), "ES": (40.4, -3.7), "PE": (-12.0, -77.0)}
    first: date = (now() + timedelta(days=3)).date()
    latitude, longitude = places[country]
    given = StopGiven(
        slug, event, first, first + timedelta(days=1), zones[country], city, country, latitude=latitude,
        longitude=longitude, note="Bring a phone, if you have one.", capacity=120, url="https://example.org/event",
    )  # fmt: skip
    return actions.plan_stop(given, by=by)


def _code(sitting: Sitting) -> str:
    code = live_code(sitting)
    assert code is not None
    return code.code


def _said(sitting: Sitting, by: Account) -> int:
    """Guests take positions and say things; one of them is set aside. → a note that waits."""
    draft, code = draft_named("1.0"), _code(sitting)
    row, why = clause_in(draft, "data-information"), Said(reason=prepare_text(WHY))
    with transaction():
        parts = [
            actions.join(code, Joining(name, CONSENT, group, country, "fr"), by=None)
            for name, group, country in GUESTS
        ]
        for part, choice in zip(parts, ("support", "accept", "object"), strict=True):
            take_position(
                draft, row, choice=choice, by=part.account, said=why if choice == "object" else Said()
            )
        shown, waits = (
            actions.write_note(sitting, NoteGiven(body, "data-information", "fr"), by=part.account)
            for part, body in zip(parts, (f"{WHY} {WHY}", "Et en wolof ?"), strict=False)
        )
        actions.approve_note(shown, by=by)
        actions.show_clause(sitting, "data-information", by=by)
        actions.reveal(sitting, key="data-information", by=by)
        actions.set_aside(sitting, parts[2:], reason="The code was read out on a radio programme.", by=by)
        return waits.id


def _paper(by: Account) -> int:
    """Two sheets with objections: one waits to be keyed again, one was keyed in two ways. → the first person's number."""
    objecting = {"position": "object", "reason": WHY}
    rows = [
        a_row(1, "data-information", **objecting),
        a_row(2, "data-information", **objecting),
        a_row(2, "data-information", "support", entered_by="Sam"),
    ]
    for each in rows:
        ready = ready_batch(stop_named("dakar"), a_file([each]))
        with transaction():
            take_batch(stop_named("dakar"), ready, by=by)
    return db.session.scalars(select(PaperPerson.id).where(PaperPerson.sheet == "1")).one()
