"""What people say of systems on the site the browser looks at: reviews that are public and that wait, a disagreement, a surprise."""

from consensus.accounts.models import Account
from consensus.drafts.queries import draft_named
from consensus.kit.db import db, transaction
from consensus.systems.actions import hand_in, name_contact, raise_surprise, save_review, take_stance
from consensus.systems.answers import Answer
from consensus.systems.given import Declared, StanceGiven, SurpriseGiven
from consensus.systems.models import System
from consensus.systems.queries.registry import system_named

EVIDENCE = "https://example.org/where/it/can/be/seen"
HERE = Declared("Federación Iberoamericana de Asociaciones", "A grant of the Fundación Futuro Abierto")


def judge(rosa: Account, kwame: Account, ana: Account) -> dict[str, str]:
    """Rosa reviews Pythia and began with OLMo; Ana's reviews of Phi-2 and Grok wait, of which Rosa speaks for the second;
    Kwame disagrees. → the numbers of it all."""
    ids = [rosa.id, kwame.id, ana.id]
    with transaction():
        rosa, kwame, ana = (db.session.get_one(Account, id) for id in ids)
        name_contact(system_named("phi-2"), email="makers@example.org", by=rosa)
        name_contact(system_named("grok"), account=rosa, by=rosa)
        own = _review(system_named("pythia"), rosa, training="CC-BY-4.0")
        save_review(
            system_named("olmo").leading,
            draft=draft_named("1.0"),
            answers=_answers("Apache-2.0"),
            declared=HERE,
            by=rosa,
        )
        waiting, replied = (_review(system_named(slug), ana) for slug in ("phi-2", "grok"))
        said = StanceGiven(
            "dispute", "The list is in the repository.", requirement="data-third-party", evidence=EVIDENCE
        )
        dispute, _new = take_stance(system_named("pythia"), draft=draft_named("1.0"), given=said, by=kwame)
        take_stance(system_named("pythia"), draft=draft_named("1.0"), given=StanceGiven("endorse"), by=ana)
        given = SurpriseGiven("in", "Everybody I know calls it open.", system=system_named("bloom"))
        surprise, _new = raise_surprise(draft_named("1.0"), given=given, by=ana)
        return {
            name: str(each.id)
            for name, each in (
                ("review", own), ("waiting", waiting), ("replied", replied), ("dispute", dispute), ("surprise", surprise),
            )
        }  # fmt: skip


def _review(system: System, by: Account, training: str = ""):  # type: ignore[no-untyped-def]
    return hand_in(
        system.leading, draft=draft_named("1.0"), answers=_answers(training), declared=HERE, by=by
    )[0]


def _answers(training: str) -> list[Answer]:
    there = Answer(
        "training-code", "yes", licence=training, evidence=EVIDENCE, use="allowed", note="Looked at it."
    )
    return [
        there if training else Answer("training-code", "no", evidence=EVIDENCE, note="It is not there."),
        Answer("data-description", "no", evidence=EVIDENCE, note="No source of the training data is named."),
    ]
