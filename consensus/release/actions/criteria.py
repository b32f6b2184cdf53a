"""Setting criteria: a new version of a whole file, with a reason. It holds from the next draft; the old one stays beside it."""

from collections.abc import Iterable
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import func, select

from ...discussion.texts import cleaned
from ...drafts.models import Publication
from ...kit.clock import now
from ...kit.db import db
from ...kit.errors import Invalid
from ...ledger import Actor, record
from ...ledger.actions import hold_head, when_numbered
from ..criteria import TARGETS, Criteria, CriteriaError, read_criteria
from ..errors import SameCriteria
from ..models import CriteriaVersion, Target
from ..queries.criteria import criteria_in, newest_version
from ..verbs import Verb

LOADED = "As it stands in the content that this site was set up with."


def set_criteria(text: str, *, reason: str, by: Actor) -> CriteriaVersion:
    """Set a target's criteria, as a file says: what is asked of drafts published from now on. The first hold for all drafts.

    Raises Invalid under ``text`` or ``reason``, SameCriteria.
    """
    words, criteria = cleaned(reason, field="reason"), checked_criteria(text)
    hold_head()
    former = newest_version(criteria.name)
    if former is not None:
        _check_next(former, criteria)
    made = CriteriaVersion(
        target=Target(criteria.name), version=criteria.version, digest=criteria.digest, source=text, data=criteria.data,
        reason=words, after=_published_so_far() if former else 0, by=str(by.actor_id), at=now(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    record(
        Verb.CRITERIA_SET, by, made, target=criteria.name, version=criteria.version, digest=criteria.digest,
        signatures=criteria.signatures, criteria=[each.on_record for each in criteria.criteria],
    )  # fmt: skip
    when_numbered(made.numbered)
    return made


def load_criteria(texts: Iterable[str], *, by: Actor) -> int:
    """Set what files say that are newer than what is set already. → how many were set. Raises Invalid."""
    done = 0
    for text in texts:
        criteria = checked_criteria(text)
        former = newest_version(criteria.name)
        if former is None or former.version < criteria.version:
            set_criteria(text, reason=LOADED, by=by)
            done += 1
    return done


def checked_criteria(text: str) -> Criteria:
    """The criteria of a file. Raises Invalid under ``text``, with everything that is wrong."""
    try:
        return read_criteria(text)
    except CriteriaError as error:
        raise Invalid({"text": " ".join(f"{each}." for each in error.problems)}) from error


def criteria_files(folder: Path) -> list[str]:
    """The files of a folder, candidate first; those that are not there are left out."""
    paths = [folder / f"{target}.toml" for target in TARGETS]
    return [path.read_text("utf-8") for path in paths if path.is_file()]


def _check_next(former: CriteriaVersion, criteria: Criteria) -> None:
    known = criteria_in(former)
    if criteria.data | {"version": 0} == known.data | {"version": 0}:
        raise SameCriteria
    if criteria.version != former.version + 1:
        sentence = _(
            "The newest version is %(newest)s. Call this one %(next)s.",
            newest=former.version,
            next=former.version + 1,
        )
        raise Invalid({"text": sentence})


def _published_so_far() -> int:
    return db.session.scalar(select(func.max(Publication.position))) or 0
