"""Pure: what criteria say of a draft, as sentences with blanks, so that they can be translated.

Each names what is missing, never a share; and none says that enough is done: more may always be said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Filling = int | str | tuple[str, ...]
BESIDES = "besides"
"""How many more there are than a sentence names."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of SENTENCES and what fills its blanks."""

    code: str
    params: tuple[tuple[str, Filling], ...] = ()

    @property
    def text(self) -> str:
        """The sentence in English, with slugs as they are."""
        params = dict(self.params)
        filled = {name: _listed(value, params.get(BESIDES)) for name, value in self.params}
        return SENTENCES[self.code] % filled


def _listed(value: Filling, besides: Filling | None) -> Filling:
    if not isinstance(value, tuple):
        return value
    return ", ".join(value) + (f" and {besides} more" if besides else "")


def said(code: str, **params: Filling) -> Said:
    """A sentence with its blanks filled, in a fixed order so that equal sentences are equal."""
    return Said(code, tuple(sorted(params.items())))


SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # The text.
        "clauses-none": "This draft has no normative clause that takes positions.",
        "clauses-settled": "Normative clauses that are settled: %(n)d. None is open.",
        "clauses-open": "Neither called nor through a last call without objection: %(clauses)s.",
        "objections-none": "No objection stands unaddressed.",
        "objections-stand": "Objections that are neither withdrawn nor addressed: %(n)d, on %(clauses)s.",
        "objections-left": "Objections that are neither withdrawn nor addressed: %(n)d.",
        "comments-none": "No comment that came in time waits for an answer.",
        "comments-wait": "Answers still missing, to comments that came in time: %(n)d.",
        # Systems.
        "systems-none": "No system has an assessment under this draft.",
        "systems-enough": "Systems with a complete assessment, reviewed by at least %(reviewers)d independent people: %(n)d.",
        "systems-missing": "Systems still missing that have a complete assessment, reviewed by at least %(reviewers)d"
        " independent people: %(more)d.",
        "systems-reviewers": "Independent reviewers are missing for: %(systems)s.",
        "systems-answers": "Answers are missing for: %(systems)s.",
        "disagreements-none": "No disagreement that names a requirement and evidence waits for an answer.",
        "disagreements-wait": "Answers still missing, to disagreements that name a requirement and evidence: %(n)d,"
        " on %(systems)s.",
        "examples-exist": "Systems that conform, agreed to by at least %(agreeing)d people who do not make them:"
        " %(systems)s.",
        "examples-missing": "Systems still missing that conform, agreed to by at least %(agreeing)d people who do not make"
        " them: %(more)d.",
        "examples-unagreed": "Conforming, with too few who agree: %(systems)s.",
        "examples-disputed": "Conforming, with a disagreement that waits for an answer: %(systems)s.",
        "examples-nothing": "No system conforms to this draft.",
        "surprises-none": "No surprise is open.",
        "surprises-open": "Surprises that wait for an answer: %(systems)s.",
        # People.
        "groups-none": "The draft's policy names no stakeholder group.",
        "endorsed": "Each stakeholder group has at least %(n)d confirmed endorsements.",
        "endorsements-missing": "Confirmed endorsements still missing: %(missing)s.",
        "stops-none": "No stop has been opened.",
        "stops-closed": "Stops that were opened, all closed: %(n)d.",
        "stops-open": "Opened and not closed: %(stops)s.",
        "voices": "Continents with at least %(people)d people: %(continents)s.",
        "voices-none": "No continent has %(people)d people yet.",
        "voices-fewer": "With fewer: %(continents)s.",
        "judged-passes": "Found to pass, with reasons, by: %(n)d.",
        "judged-fails": "Found not to pass, with reasons, by: %(n)d.",
        "judgements-missing": "Judgements still missing (%(role)s): %(more)d.",
        "seal-waits": "Nothing lies before the board. Signatures needed: %(needed)d.",
        "seal-signed": "Signatures of the board: %(n)d; needed: %(needed)d.",
        "signatures-missing": "Signatures of the board still missing: %(more)d.",
    }
)
