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
        found = SENTENCES[self.code]
        return (
            found if isinstance(found, str) else found.one if params[found.of] == 1 else found.many
        ) % filled


def _listed(value: Filling, besides: Filling | None) -> Filling:
    if not isinstance(value, tuple):
        return value
    return ", ".join(value) + (f" and {besides} more" if besides else "")


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence that says otherwise of one than of many; ``of``: the blank that decides."""

    of: str
    one: str
    many: str


def said(code: str, **params: Filling) -> Said:
    """A sentence with its blanks filled, in a fixed order so that equal sentences are equal."""
    return Said(code, tuple(sorted(params.items())))


SENTENCES: Mapping[str, str | Counted] = MappingProxyType(
    {
        # The text.
        "clauses-none": "This draft has no normative clause that takes positions.",
        "clauses-settled": Counted(
            "n",
            "The one normative clause is settled.",
            "All %(n)d normative clauses are settled.",
        ),
        "clauses-open": "Neither called nor through a last call without objection: %(clauses)s.",
        "objections-none": "No objection stands unaddressed.",
        "objections-stand": Counted(
            "n",
            "One objection is neither withdrawn nor addressed, on %(clauses)s.",
            "%(n)d objections are neither withdrawn nor addressed, on %(clauses)s.",
        ),
        "objections-left": Counted(
            "n",
            "One objection is neither withdrawn nor addressed.",
            "%(n)d objections are neither withdrawn nor addressed.",
        ),
        "comments-none": "No comment that came in time waits for an answer.",
        "comments-wait": Counted(
            "n",
            "One comment that came in time waits for an answer.",
            "%(n)d comments that came in time wait for an answer.",
        ),
        # Systems.
        "systems-none": "No system has an assessment under this draft.",
        "systems-enough": Counted(
            "n",
            "One system has a complete assessment, reviewed by at least %(reviewers)d independent people.",
            "%(n)d systems have a complete assessment, reviewed by at least %(reviewers)d independent people.",
        ),
        "systems-missing": Counted(
            "more",
            "One more system needs a complete assessment, reviewed by at least %(reviewers)d independent people.",
            "%(more)d more systems need a complete assessment, reviewed by at least %(reviewers)d independent people.",
        ),
        "systems-reviewers": "Independent reviewers are missing for: %(systems)s.",
        "systems-answers": "Answers are missing for: %(systems)s.",
        "disagreements-none": "No disagreement that names a requirement and evidence waits for an answer.",
        "disagreements-wait": Counted(
            "n",
            "One disagreement that names a requirement and evidence waits for an answer, on %(systems)s.",
            "%(n)d disagreements that name a requirement and evidence wait for an answer, on %(systems)s.",
        ),
        "examples-exist": "Systems that conform, agreed to by at least %(agreeing)d people who do not make them:"
        " %(systems)s.",
        "examples-missing": Counted(
            "more",
            "One more system has to conform, agreed to by at least %(agreeing)d people who do not make it.",
            "%(more)d more systems have to conform, agreed to by at least %(agreeing)d people who do not make them.",
        ),
        "examples-unagreed": "Conforming, with too few who agree: %(systems)s.",
        "examples-disputed": "Conforming, with a disagreement that waits for an answer: %(systems)s.",
        "examples-nothing": "No system conforms to this draft.",
        "surprises-none": "No surprise is open.",
        "surprises-open": "Surprises that wait for an answer: %(systems)s.",
        # People.
        "groups-none": "The draft's policy names no stakeholder group.",
        "endorsed": "Each stakeholder group has at least %(n)d confirmed endorsements.",
        "endorsements-missing": "Confirmed endorsements are still missing: %(missing)s.",
        "stops-none": "No stop has been opened.",
        "stops-closed": Counted(
            "n",
            "One stop was opened, and is closed.",
            "%(n)d stops were opened, and all are closed.",
        ),
        "stops-open": "Opened and not closed: %(stops)s.",
        "voices": "Continents with at least %(people)d people: %(continents)s.",
        "voices-none": "No continent has %(people)d people yet.",
        "voices-fewer": "With fewer: %(continents)s.",
        "judged-passes": Counted(
            "n",
            "One person found that it passes, and says why.",
            "%(n)d people found that it passes, and say why.",
        ),
        "judged-fails": Counted(
            "n",
            "One person found that it does not pass, and says why.",
            "%(n)d people found that it does not pass, and say why.",
        ),
        "judgements-missing": Counted(
            "more",
            "One more judgement is missing (%(role)s).",
            "%(more)d more judgements are missing (%(role)s).",
        ),
        "seal-waits": Counted(
            "needed",
            "Nothing lies before the board. One signature is needed.",
            "Nothing lies before the board. %(needed)d signatures are needed.",
        ),
        "seal-signed": Counted(
            "n",
            "The board has signed once; %(needed)d is needed.",
            "The board has signed %(n)d times; %(needed)d are needed.",
        ),
        "signatures-missing": Counted(
            "more",
            "One more signature of the board is missing.",
            "%(more)d more signatures of the board are missing.",
        ),
    }
)
