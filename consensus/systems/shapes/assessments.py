"""Assessments as plain data: requirement by requirement, from draft to draft, and under a checklist that is only planned."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...drafts.models import Draft
from ...kit.clock import rfc3339
from ..carrying import named_in
from ..models import Evaluation
from ..queries.editions import checklist_of
from ..queries.flips import FlipLine, flips_between
from ..queries.lines import Voices, voices_under
from ..queries.one import assessment_of, evaluations_under
from ..queries.outlooks import WhatIf
from ..queries.reviews import names_of_reviews
from ..reasons import Why
from ..scoring import Reason
from ..titles import told

Shape = dict[str, Any]


def evaluation_shapes(draft: Draft, *, slugs: Sequence[str] | None = None) -> list[Shape]:
    """The assessments of systems under a draft, by name; of some with ``slugs``. A fixed number of statements."""
    kept = evaluations_under(draft, slugs=slugs)
    voices, names = voices_under(draft), _names(kept)
    return [
        evaluation_shape(each, draft=draft.version, voices=voices.get(each.system_id, Voices()), names=names)
        for each in kept
    ]


def evaluation_shape(kept: Evaluation, *, draft: str, voices: Voices, names: Mapping[str, str]) -> Shape:
    """One assessment with its reasons, requirement by requirement."""
    return {
        "system": kept.system.slug,
        "draft": draft,
        "verdict": kept.verdict,
        "reasons": [reason_shape(each, names) for each in assessment_of(kept).reasons],
        "version": kept.version.version,
        "basis": kept.basis,
        "reviewers": kept.summary["reviewers"],
        "without_makers": kept.summary["without_makers"],
        "agree": voices.agree,
        "disagree": voices.disagree,
        "at": rfc3339(kept.at),
    }


def reason_shape(reason: Reason, names: Mapping[str, str]) -> Shape:
    """One requirement in an assessment: ``why`` in words; ``decides``: the verdict is what it is because of this one."""
    return {
        "requirement": reason.requirement,
        "clause": reason.clause,
        "state": str(reason.state),
        "why": in_words(reason.why, names),
        "contradiction": in_words(reason.cell.contradiction, names) or None,
        "decides": reason.decides,
    }


def in_words(why: Iterable[Why], names: Mapping[str, str]) -> str:
    """Several reasons as one text."""
    return "; ".join(told(each, names) for each in why)


def flip_shapes(older: Draft, newer: Draft) -> list[Shape]:
    """The systems whose verdict differs between two drafts, by name."""
    return [flip_shape(each) for each in flips_between(older, newer)]


def flip_shape(flip: FlipLine) -> Shape:
    """A system whose verdict differs, and because of which requirement and clause."""
    return {
        "system": flip.slug,
        "from": str(flip.before),
        "to": str(flip.after),
        "because": [{"requirement": each.requirement, "clause": each.clause} for each in flip.because],
    }


def what_if_shape(found: WhatIf) -> Shape:
    """What a planned checklist would change: the systems that change, and how many have which verdict."""
    return {
        "draft": found.base.version,
        "flips": [flip_shape(each) for each in found.flips],
        "before": _counts(found.counts_before),
        "after": _counts(found.counts_after),
        "systems": [
            {
                "system": slug,
                "from": found.before[slug].verdict,
                "to": after.verdict,
                "because": [
                    {"requirement": each.requirement, "clause": each.clause} for each in after.deciding
                ],
            }
            for slug, after in found.after.items()
        ],
    }


def checklist_shape(draft: Draft) -> Shape | None:
    """The requirement of a draft: its expression, and what it names."""
    checklist = checklist_of(draft)
    if checklist is None:
        return None
    return {
        "draft": draft.version,
        "requires": checklist.requires,
        "components": [
            {"id": each.id, "title": each.title, "group": each.group, "clause": each.clause, "framework": each.framework}
            for each in named_in(checklist).values()
        ],
    }  # fmt: skip


def _names(kept: Sequence[Evaluation]) -> dict[str, str]:
    """What reviewers are called that reasons speak of."""
    refs = {
        who for each in kept for difference in each.summary["differences"] for who, _ in difference["said"]
    }
    return names_of_reviews(refs) if refs else {}


def _counts(counts: Mapping[str | None, int]) -> dict[str, int]:
    return {verdict or "no-checklist": n for verdict, n in counts.items()}
