"""Pure: the public record read again: what its entries come to, without the database that they came from.

It knows what a recount needs: which words and meanings clauses have in drafts, corrections of these, every position with
what was taken back, refused or joined, objections, last calls, and the policies that were published with the rolls.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .breakdown import ASIDE, EVERYTHING, slices_of
from .counting import NONE, Carried, Choice, Counts, Held, Traits, count
from .ledgered_objections import Ledgered, Said
from .outcome import Objection
from .policies import Policy, policy_from
from .recount import Recounted, Rule, recount
from .tally import totals_as_data

Entry = Mapping[str, Any]
CounterKey = tuple[str, str, str, bool, str]
"""Draft, key, slice, refused, stakeholder group."""


@dataclass(slots=True)
class Spot:
    """A clause in a draft: its key and meaning can be corrected, its words not."""

    draft: str
    key: str
    wording: str
    meaning: int


@dataclass(slots=True)
class Stood:
    """A position that was neither replaced nor taken back."""

    ref: str
    voter: str
    spot: Spot
    choice: Choice
    traits: Traits
    refused: bool = False
    aside: bool = False


class LedgerError(ValueError):
    """An entry that does not fit those before it."""


@dataclass(slots=True)
class Record:
    """What entries come to, taken one after the other."""

    drafts: dict[str, dict[str, Spot]] = field(default_factory=dict)
    previous: dict[str, str | None] = field(default_factory=dict)
    positions: dict[str, Stood] = field(default_factory=dict)
    held: dict[tuple[str, int], str] = field(default_factory=dict)
    policies: dict[str, Policy] = field(default_factory=dict)
    last_calls: set[tuple[str, str | None]] = field(default_factory=set)
    objections: Ledgered = field(default_factory=Ledgered)

    def take(self, entry: Entry) -> None:
        """Let an entry change what there is; one that says nothing of positions changes nothing. Raises LedgerError."""
        act = ACTS.get(entry["verb"])
        try:
            if act is not None:
                act(self, entry, entry["details"])
            self.objections.take(entry)
        except (KeyError, TypeError, ValueError) as error:
            raise LedgerError(f"entry {entry['n']} does not fit those before it: {error!r}") from error

    def publish(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """A draft: what its clauses say and mean."""
        version = _name(entry)
        self.drafts[version] = {
            key: Spot(version, key, words, means) for key, words, means in details["clauses"]
        }
        self.previous[version] = details.get("previous")

    def correct(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """Clauses got another key or another meaning; what was said of them goes along."""
        moved = [
            (self.drafts[version].pop(former), key, means)
            for version, former, key, means in details.get("placements", ())
        ]
        for spot, key, means in moved:
            spot.key, spot.meaning = key, means
            self.drafts[spot.draft][key] = spot
        self.held = {(each.voter, each.spot.meaning): ref for ref, each in self.positions.items()}

    def say(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """A position, in place of what its holder said on the same meaning."""
        spot, voter, ref = self.drafts[details["draft"]][details["key"]], entry["by"], entry["subject"]
        former = self.held.pop((voter, spot.meaning), None)
        if former is not None:
            del self.positions[former]
        self.positions[ref] = Stood(ref, voter, spot, Choice(details["choice"]), traits_in(details))
        self.held[voter, spot.meaning] = ref

    def withdraw(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """A position is taken back."""
        self.end(entry["subject"])

    def refuse(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """A position counts on its very words alone."""
        self.positions[entry["subject"]].refused = True

    def put_aside(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """What some participants say through a channel counts nothing for now."""
        self._among(details, aside=True)

    def restore(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """It counts again."""
        self._among(details, aside=False)

    def _among(self, details: Mapping[str, Any], *, aside: bool) -> None:
        voters, channel = set(details["voters"]), details["channel"]
        for each in self.positions.values():
            if each.voter in voters and each.traits.channel == channel:
                each.aside = aside

    def join(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """A participant goes on under another id."""
        for ref in details["ended"]:
            self.end(ref)
        for each in self.positions.values():
            if each.voter == entry["by"]:
                del self.held[each.voter, each.spot.meaning]
                each.voter = details["into"]
                self.held[each.voter, each.spot.meaning] = each.ref

    def lock(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """The policy of a draft, published with its roll."""
        self.policies[details["draft"]] = policy_from(details["policy"])

    def last_call(self, entry: Entry, details: Mapping[str, Any]) -> None:
        """A last call that came to its end."""
        if not details["cut_short"]:
            self.last_calls.add((details["draft"], details["key"]))

    def end(self, ref: str) -> None:
        """A position is over."""
        over = self.positions.pop(ref)
        del self.held[over.voter, over.spot.meaning]

    def policy(self, draft: str) -> Policy:
        """The policy of a draft as it was published, else that of the draft before, else the standard one."""
        at: str | None = draft
        while at is not None:
            if at in self.policies:
                return self.policies[at]
            at = self.previous.get(at)
        return Policy()


def read_record(entries: Iterable[Entry]) -> Record:
    """Everything that entries come to. Raises LedgerError."""
    record = Record()
    for entry in entries:
        record.take(entry)
    return record


def counters_in(record: Record) -> dict[CounterKey, Counts]:
    """What the counters of a site with this record should say."""
    found: dict[CounterKey, Counts] = {}
    for each in record.positions.values():
        for part in (ASIDE,) if each.aside else (EVERYTHING, *slices_of(each.traits)):
            key = (each.spot.draft, each.spot.key, part.text, each.refused, each.traits.place)
            found[key] = found.get(key, NONE) + Counts(**{each.choice.value: 1})
    return found


def held_in(record: Record, draft: str) -> dict[str, list[Held]]:
    """Key → every position that counts on a clause of a draft; those from other drafts are marked as carried."""
    meant: dict[int, list[Stood]] = {}
    for each in record.positions.values():
        if each.aside:
            continue
        meant.setdefault(each.spot.meaning, []).append(each)
    return {
        key: [held for each in meant.get(spot.meaning, ()) if (held := _held(each, spot)) is not None]
        for key, spot in record.drafts[draft].items()
    }


def recounted(record: Record, rule: Rule) -> list[tuple[str, str, Recounted]]:
    """(draft, key, what it comes to by a rule) of every clause of which anything was said."""
    found = []
    for draft in record.drafts:
        for key, held in held_in(record, draft).items():
            against = objections_on(record, draft, key, held)
            if held or against:
                ended = (draft, key) in record.last_calls or (draft, None) in record.last_calls
                policy = record.policy(draft)
                found.append((draft, key, recount(count(held), rule, policy, against, last_call_ended=ended)))
    return found


def recounted_as_data(found: Iterable[tuple[str, str, Recounted]], rule: Rule) -> dict[str, Any]:
    """``{rule, clauses: [{draft, key, totals, status, depends_on_rule}]}``."""
    return {
        "rule": str(rule),
        "clauses": [
            {
                "draft": draft,
                "key": key,
                "totals": totals_as_data(each.totals),
                "status": each.status.value,
                "depends_on_rule": each.depends,
            }
            for draft, key, each in found
        ],
    }


def objections_on(record: Record, draft: str, key: str, held: Sequence[Held]) -> list[Objection]:
    """The objections that are weighed on a clause: made on it, or under its key in a draft before."""
    line = _line(record, draft)
    traits = {each.holder: each.traits for each in held}
    return [_objection(each, traits) for each in record.objections.on(key) if each.draft in line]


def traits_in(details: Mapping[str, Any]) -> Traits:
    """What an entry says of whoever took a position."""
    return Traits(
        group=details["group"],
        channel=details["channel"],
        continent=details["continent"],
        organisation=details["organisation"],
        maker=details["maker"],
        en_bloc=details["en_bloc"],
        established=details["established"],
        late=details["late"],
        scribe=details["scribe"],
    )


def _held(each: Stood, spot: Spot) -> Held | None:
    same = each.spot.wording == spot.wording
    if each.refused and not same:
        return None
    carried = Carried.SAME_WORDS if same else Carried.EDITED
    carried = Carried.NOT if each.spot.draft == spot.draft else carried
    return Held(each.voter, each.choice, replace(each.traits, carried=carried))


def _objection(said: Said, traits: Mapping[str, Traits]) -> Objection:
    return Objection(said.ref, said.addressed, said.sustained, traits.get(said.by))


def _line(record: Record, draft: str) -> set[str]:
    """A draft and those published before it."""
    order = list(record.drafts)
    return set(order[: order.index(draft) + 1])


def _name(entry: Entry) -> str:
    return str(entry["subject"]).partition(":")[2]


ACTS = {
    "draft.published": Record.publish,
    "draft.map-corrected": Record.correct,
    "position.taken": Record.say,
    "position.withdrawn": Record.withdraw,
    "position.refused": Record.refuse,
    "positions.set-aside": Record.put_aside,
    "positions.restored": Record.restore,
    "voter.joined": Record.join,
    "roll.published": Record.lock,
    "lastcall.ended": Record.last_call,
}
