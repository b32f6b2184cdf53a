"""Pure: what policies and outcomes say, as sentences with blanks, so that they can be translated.

A page fills the blanks itself: slugs become titles, counts become numbers of its language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Filling = int | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of SENTENCES and what fills its blanks."""

    code: str
    params: tuple[tuple[str, Filling], ...] = ()

    @property
    def text(self) -> str:
        """The sentence in English, with slugs as they are."""
        filled = {
            name: ", ".join(value) if isinstance(value, tuple) else value for name, value in self.params
        }
        return SENTENCES[self.code] % filled


def said(code: str, **params: Filling) -> Said:
    """A sentence with its blanks filled, in a fixed order so that equal sentences are equal."""
    return Said(code, tuple(sorted(params.items())))


def in_english(sentences: tuple[Said, ...]) -> str:
    """Sentences one after the other, for programs and the command line."""
    return " ".join(each.text for each in sentences)


POLICY_SENTENCES: Mapping[str, str] = {
    "who-everyone": "Everyone may take part: every account, and every guest of a sitting.",
    "who-confirmed": "Accounts with a confirmed address may take part.",
    "who-named": "Only the accounts on the published roll may take part.",
    "advisory": "The figures advise the chair, who makes the consensus call.",
    "binding": "The figures are binding.",
    "identity-pseudonymous": "Positions and their reasons are shown under a pseudonym.",
    "identity-public": "Positions and their reasons are shown under their holder's name.",
    "positions": "One can say: %(positions)s.",
    "share": "The share is what is for, of all that is for or against; abstentions count to the quorum only.",
    "reason-required": "A reason is required for: %(positions)s.",
    "en-bloc": "One may say of the rest of a part that one can live with it; that is marked, and no"
    " objection.",
    "no-en-bloc": "Each clause is answered by itself.",
    "quorum": "Positions needed on a clause, abstentions included: %(quorum)d.",
    "quorum-per-group": "Positions needed from a stakeholder group, or it was not heard: %(quorum)d.",
    "groups-heard": "Stakeholder groups that have to be heard: %(heard)d of %(of)d.",
    "must-be-heard": "Among them have to be: %(groups)s.",
    "threshold": "Consensus: a share of at least %(threshold)s in total and in each stakeholder group that"
    " was heard, and no standing objection.",
    "rough-threshold": "Rough consensus: a share of at least %(threshold)s likewise, and every standing"
    " objection addressed.",
    "last-call": "A last call of at least %(days)d days that passes without a standing objection is an"
    " outcome of its own, also with too few positions.",
    "no-last-call": "A last call is no outcome of its own.",
    "tally-always": "Beside a clause, figures are always shown.",
    "tally-after-my-position": "Beside a clause, figures are shown once one has taken a position.",
    "tally-after-closing": "Beside a clause, figures are shown after closing.",
    "grace": "What was taken in time on paper may be entered for %(days)d days after closing, counted apart"
    " as late.",
    "challenge": "For %(days)d days holders of positions may challenge that a change was called editorial.",
    "appeal": "For %(days)d days a consensus call may be appealed against, by %(participants)d participants"
    " or by anyone who sustains an objection.",
    "answer": "The author of a comment has %(days)d days to agree with its answer or to sustain the comment.",
    "no-reply": "An objector whose clause got new words is reminded %(reminders)d times; after %(days)d"
    " days without a word the objection is listed as without reply, and stands.",
    "surge": "More than %(positions)d positions on a clause within %(minutes)d minutes put a notice on it.",
    "established": "Each outcome is also counted without accounts younger than %(days)d days.",
    "thresholds": "Each outcome is also counted with other thresholds: %(thresholds)s.",
    "coarsen": "Tables and files merge combinations that fewer than %(people)d people share.",
    "opinion-map": "Opinions are mapped from %(people)d people with %(positions)d positions each; no"
    " opinion group has fewer than %(smallest)d people.",
    "bands": "Clauses are also put into bands by multiples of the mean: %(bands)s; what is counted:"
    " %(count)s.",
}

OUTCOME_SENTENCES: Mapping[str, str] = {
    "quiet": "Too few positions.",
    "consensus": "Consensus: %(backing)d of %(of)d for, no objection stands.",
    "rough-consensus": "Rough consensus: %(backing)d of %(of)d for; objections that stand, all addressed:"
    " %(standing)d.",
    "rough-consensus-free": "Rough consensus: %(backing)d of %(of)d for, no objection stands.",
    "no-objection": "No objection in the last call; positions: %(n)d.",
    "contested": "Contested.",
    "too-few-positions": "Positions so far: %(n)d of the %(quorum)d that are needed.",
    "too-few-groups": "Stakeholder groups heard: %(heard)d of the %(asked)d that are needed; not heard:"
    " %(groups)s.",
    "must-be-heard-missing": "Not heard, though they have to be: %(groups)s.",
    "only-abstentions": "Nobody is for or against.",
    "objections-stand": "Objections that stand: %(standing)d.",
    "lowest-group": "The lowest share is that of %(group)s: %(backing)d of %(of)d.",
    "below-threshold": "%(backing)d of %(of)d are for, less than %(threshold)s.",
    "group-below": "In the stakeholder group %(group)s %(backing)d of %(of)d are for, less than"
    " %(threshold)s.",
    "groups-equal-below": "With stakeholder groups weighing equally the share is below %(threshold)s.",
    "unanswered": "Objections that stand and are not addressed: %(unanswered)d.",
    "change-positions": "Positions still needed: %(more)d.",
    "change-groups": "Stakeholder groups still to be heard: %(more)d of %(groups)s.",
    "change-must-be-heard": "Still to be heard: %(groups)s.",
    "change-only-abstentions": "Positions for or against would change this.",
    "change-objection": "One standing objection would change this.",
    "change-unaddressed": "One objection that is not addressed would change this.",
    "change-objects": "So would %(more)d more against.",
    "change-objects-group": "So would %(more)d more against in the stakeholder group %(group)s.",
    "change-withdrawn": "It would be consensus without the objections that stand: %(standing)d.",
    "change-answered": "It changes once they are addressed or let go.",
    "change-backing": "With %(more)d more for, the threshold is reached.",
    "change-backing-group": "With %(more)d more for, the threshold is reached in the stakeholder group"
    " %(group)s.",
    "change-minds": "Only positions that change could reach the threshold.",
    "change-minds-group": "In the stakeholder group %(group)s only positions that change could reach the"
    " threshold.",
}

OPINION_SENTENCES: Mapping[str, str] = {
    "too-few-people": "Too little to group: people with enough positions: %(people)d of the %(needed)d that"
    " are needed.",
    "too-few-clauses": "Too little to group: fewer than two clauses have positions.",
    "all-the-same": "Too little to group: nobody differs from anybody.",
    "no-groups": "Too little to group: every division leaves an opinion group of fewer than %(smallest)d"
    " people.",
}

SENTENCES: Mapping[str, str] = MappingProxyType(
    {**POLICY_SENTENCES, **OUTCOME_SENTENCES, **OPINION_SENTENCES}
)
