#!/usr/bin/env python3
"""Check the public record of a site, far from that site, and count everything in it again.

    python3 verify.py ledger.ndjson                            an export of the record
    python3 verify.py DIR                                      a dump: pages and data, held against each other
    python3 verify.py ledger.ndjson --receipt receipt.json     is what I said in it, and where is it counted
    python3 verify.py ledger.ndjson --checkpoint one.json      is this the record that the site once signed
    python3 verify.py ledger.ndjson --tally 0.0.9              what the positions on a draft come to
    python3 verify.py ledger.ndjson --gate 0.0.9               how far a draft is on its path to stable

One file of the standard library (Python 3.9 or newer), independent of the site's own code. It exits 0 when everything
holds, 1 when something does not, naming it, and 2 when it is not clear what to check. Of an export it names the first
entry that is not so; of a dump it lists whatever was changed: a vote, a tally, the words of a clause, a signature, a page.

An entry's hash is the SHA-256 of the canonical JSON (RFC 8785) of its other fields; the first entry's ``previous`` is
64 zeros. A position counts wherever its clause means what it meant where the position was taken; of one person
(``v:…``) and one meaning the last one counts, until it is taken back. Where its holder refused to have it carried, it
counts on the very words alone. What somebody says through a channel counts nothing while they are set aside.

Every number that the record states of the path to stable is counted again at its entry: settled clauses, objections,
comments, systems, endorsements, stops, voices, judgements, signatures of the board. Signatures of the site are Ed25519
(RFC 8032). ``--checkpoint`` may be given several times: two checkpoints prove that nothing between them was rewritten.
"""

# mypy: disable-error-code="type-arg,var-annotated"
from __future__ import annotations

import gc
import hashlib
import json
import os
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

FIELDS = {
    "n": int, "at": str, "verb": str, "by": str, "subject": str, "details": dict, "previous": str, "hash": str,
}  # fmt: skip
CHOICES = ("support", "accept", "abstain", "object")
STANDARD_GROUPS = ("system-creator", "license-creator", "regulator", "licensee", "end-user", "subject")
LONGEST_LINE = 1 << 26
LONGEST_FILE = 1 << 28
LONGEST_NUMBER = 16
MOST_FINDINGS = 100
NOTHING = (0, 0, 0, 0)
UNTOLD = "cannot be counted"


class Wrong(Exception):
    """What is wrong with an entry, as the rest of a sentence that begins with its number."""


# Ed25519 as RFC 8032 describes it: points of a curve in extended coordinates, numbers modulo P.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)


def added(a: tuple, b: tuple) -> tuple:
    """The sum of two points."""
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    cross, deep = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = right - left, deep - cross, deep + cross, right + left
    return e * f % P, g * h % P, f * g % P, e * h % P


def doubled(a: tuple) -> tuple:
    """A point added to itself."""
    xx, yy, zz = a[0] * a[0] % P, a[1] * a[1] % P, 2 * a[2] * a[2] % P
    h, g = xx + yy, xx - yy
    e, f = h - (a[0] + a[1]) * (a[0] + a[1]), zz + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_of(raw: bytes) -> tuple | None:
    """The point that 32 bytes stand for; None where they stand for none."""
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if len(raw) != 32 or y >= P:
        return None
    top, bottom = (y * y - 1) % P, (D * y * y + 1) % P
    x = top * pow(bottom, 3, P) * pow(top * pow(bottom, 7, P), (P - 5) // 8, P) % P
    if (bottom * x * x - top) % P:
        x = x * ROOT % P
    if (bottom * x * x - top) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def bytes_of(point: tuple) -> bytes:
    """The 32 bytes that stand for a point."""
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or ZERO


def is_signature(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature was made on a message with the key of this public part."""
    key = point_of(public)
    number = int.from_bytes(signature[32:], "little")
    if key is None or len(signature) != 64 or number >= ORDER:
        return False
    seen = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    away = (P - key[0], key[1], 1, P - key[3])
    steps = (None, BASE, away, added(BASE, away))
    found = ZERO
    for bit in range(252, -1, -1):
        found = doubled(found)
        step = steps[(number >> bit & 1) | (seen >> bit & 1) << 1]
        found = added(found, step) if step else found
    return bytes_of(found) == signature[:32]


def hexed(text: object, length: int) -> bytes:
    """Bytes written as so many hex digits in lower case; none for anything else."""
    fits = isinstance(text, str) and len(text) == 2 * length and re.fullmatch("[0-9a-f]*", text)
    return bytes.fromhex(str(text)) if fits else b""


def signed_text(**fields: object) -> bytes:
    """What the site signs: canonical JSON of a few fields, one of which says what it is."""
    return canonical(fields).encode("utf-8")


# Reading, line by line.


WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: object) -> str:
    """A value in canonical JSON (RFC 8785), for the types that may stand in the record."""
    return WRITER.encode(value)


def no_floats(text: str) -> None:
    """Refuse a number that has no single canonical form."""
    raise ValueError(f"a number with a fraction cannot stand in the record: {text[:20]}")


def whole(text: str) -> int:
    """A whole number, of a length that can stand in the record."""
    if len(text) > LONGEST_NUMBER + 1:
        raise ValueError(f"the number is too large: {text[:20]}…")
    return int(text)


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The fields of an object, none of which may be given twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field is given twice")
    return found


READER = json.JSONDecoder(
    object_pairs_hook=once, parse_float=no_floats, parse_int=whole, parse_constant=no_floats
)


def entry_of(raw: bytes, expected: int, previous: str) -> dict:
    """The entry of one line. Raises Wrong when it is none, or does not follow from the one before."""
    entry = shaped(raw)
    if entry["n"] != expected:
        raise Wrong(f"is missing; number {entry['n']} stands in its place")
    if previous and entry["previous"] != previous:
        raise Wrong("does not continue the entry before it")
    if hash_of(entry) != entry["hash"]:
        raise Wrong("is not what was recorded: its hash does not fit its words")
    return entry


def shaped(raw: bytes) -> dict:
    """What a line holds, where that has the fields of an entry. Raises Wrong."""
    try:
        line = raw.decode("utf-8")
        entry = READER.decode(line)
    except (ValueError, RecursionError) as error:
        raise Wrong(f"is not readable: {error}") from None
    if not line.endswith("}\n"):
        raise Wrong("does not end its line as an export does")
    if not isinstance(entry, dict) or entry.keys() != FIELDS.keys():
        raise Wrong(f"does not have the fields {', '.join(FIELDS)}")
    for name, kind in FIELDS.items():
        if not isinstance(entry[name], kind) or isinstance(entry[name], bool):
            raise Wrong(f"has a field {name} that is no {kind.__name__}")
    return entry


def hash_of(entry: dict) -> str:
    """The hash that an entry should have."""
    try:
        words = canonical({name: entry[name] for name in FIELDS if name != "hash"})
        return hashlib.sha256(words.encode("utf-8")).hexdigest()
    except (UnicodeEncodeError, RecursionError):
        raise Wrong("holds text that is no Unicode") from None


def named(ref: str, kind: str) -> str:
    """``1.0`` of ``draft:1.0``. Raises ValueError for another kind of thing."""
    found, _, name = ref.partition(":")
    if found != kind or not name:
        raise ValueError(f"{ref} is no {kind}")
    return name


def numbered(ref: object, kind: str) -> int:
    """7 of ``comment:7``."""
    return int(named(str(ref), kind))


def moment(text: str) -> datetime:
    """The time that RFC 3339 writes so."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


# What the entries come to: a part of the record each, all told of the entries that concern them.


class Part:
    """What some kinds of entries come to. ``ACTS``: verb → the method that takes such an entry."""

    ACTS: dict[str, str] = {}

    def __init__(self, record: Record) -> None:
        self.record = record


class Texts(Part):
    """Drafts: their clauses, and what came of what.

    ``drafts``: version → key → (words, meaning); ``sources``: version → key → the keys it came from in the draft before;
    ``untold``: drafts of which an entry from an earlier time does not say what came from what.
    """

    ACTS = {
        "draft.published": "publish", "draft.withdrawn": "withdraw", "draft.period-extended": "set_period",
        "draft.period-shortened": "set_period", "draft.reopened": "set_period", "roll.published": "set_policy",
    }  # fmt: skip

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.drafts, self.sources, self.previous, self.normative = {}, {}, {}, {}
        self.digests, self.published, self.until, self.policies = {}, {}, {}, {}
        self.withdrawn, self.untold = set(), set()
        self._heirs: dict[str, dict[str, list]] = {}

    def publish(self, entry: dict, details: dict) -> None:
        """A draft: its clauses with their words and meanings, and what they came from."""
        version, triples = named(entry["subject"], "draft"), details.get("clauses") or []
        if version in self.drafts:
            raise Wrong(f"publishes draft {version} a second time")
        before = details.get("previous")
        self.drafts[version] = {key: (words, means) for key, words, means in triples}
        self.previous[version], self.digests[version] = before, details.get("digest")
        self.normative[version], self.until[version] = details.get("normative"), details.get("comment_until")
        self.published[version] = entry["n"]
        older = self.drafts.get(before, {})
        self.sources[version] = {key: (key,) if key in older else () for key in self.drafts[version]}
        self.join(version, details)

    def join(self, version: str, details: dict) -> None:
        """Some clauses of a draft come from these of the draft before."""
        if "sources" not in details and self.previous[version] is not None:
            self.untold.add(version)
        for key, found in details.get("sources") or ():
            if key in self.sources[version]:
                self.sources[version][key] = tuple(found)
        self._heirs.clear()

    def tells(self, version: str) -> bool:
        """Whether the record says of a draft, and of those before it, what came from what."""
        return not self.untold.intersection(self.upto(version)).difference(self.withdrawn)

    def rename(self, moved: dict) -> None:
        """Clauses of some drafts got another key: (version, former key) → key; what came from them comes from it."""
        for (version, former), key in moved.items():
            self.sources[version][key] = self.sources[version].pop(former, ())
            own = self.normative[version]
            self.normative[version] = own and [key if each == former else each for each in own]
        for version, sources in self.sources.items():
            before = self.previous[version]
            for key, found in sources.items():
                sources[key] = tuple(moved.get((before, each), each) for each in found)
        self._heirs.clear()

    def withdraw(self, entry: dict, details: dict) -> None:
        """A draft is withdrawn; the one before is the latest again."""
        version = self.known(entry)
        self.withdrawn.add(version)
        self._heirs.clear()

    def set_period(self, entry: dict, details: dict) -> None:
        """Comments and positions on a draft are taken until another time."""
        self.until[self.known(entry)] = details.get("until")

    def set_policy(self, entry: dict, details: dict) -> None:
        """The policy of a draft, published with its roll."""
        policy = details["policy"]
        groups = [each["slug"] for each in policy["groups"]]
        self.policies[details["draft"]] = (groups, policy["last_call_accepted"])

    def known(self, entry: dict) -> str:
        """The version of the draft that an entry is about. Raises Wrong for a sealed one, and for none."""
        version = named(entry["subject"], "draft")
        if version not in self.drafts:
            raise Wrong(f"is about draft {version}, which was never published")
        if version in self.record.seals.completed:
            raise Wrong(f"changes draft {version}, which is sealed")
        return version

    def latest(self) -> str | None:
        """The draft that was published last and not withdrawn."""
        return next((each for each in reversed(list(self.drafts)) if each not in self.withdrawn), None)

    def is_closed(self, version: str, at: str) -> bool:
        """Whether the period of a draft was over at a time."""
        until = self.until[version]
        return version != self.latest() or (until is not None and moment(until) <= moment(at))

    def policy(self, version: str) -> tuple | None:
        """(stakeholder groups, whether a last call settles) of a draft, or of one before it; None where none is known."""
        at: str | None = version
        while at is not None and at not in self.policies:
            at = self.previous.get(at)
        return self.policies.get(at)

    def place(self, version: str) -> int:
        """A draft's place among those that were published, from 1."""
        return list(self.drafts).index(version) + 1

    def upto(self, version: str) -> list[str]:
        """A draft and those published before it, withdrawn ones too."""
        return list(self.drafts)[: self.place(version)]

    def heirs(self, version: str) -> dict[str, list]:
        """Key of what something was said of → [(from which place, before which place, key of this draft)]."""
        if version not in self._heirs:
            found: dict[str, list] = {}
            for key, stretches in self.closure(version).items():
                for ancestor, first, until in stretches:
                    found.setdefault(ancestor, []).append((first, until, key))
            self._heirs[version] = found
        return self._heirs[version]

    def closure(self, version: str) -> dict[str, set]:
        """Key of a draft → (ancestor, first, until): what was said of that on drafts at these places belongs to it.

        Of itself a clause has everything. Of its sources, and of theirs, it has what was said before its own draft.
        """
        known: dict[str, set] = {}
        for each in self.upto(version):
            if each not in self.withdrawn or each == version:
                at = self.place(each)
                known.update({key: self.inherited(known, key, each, at) for key in self.drafts[each]})
        return {key: known[key] for key in self.drafts[version]}

    def inherited(self, known: dict, key: str, version: str, at: int) -> set:
        """The stretches of one clause once its draft is published at a place."""
        found = set(known.get(key, ())) | {(key, 0, sys.maxsize)}
        reach: dict[str, int] = {}
        for source in self.sources[version].get(key, ()):
            for ancestor, _first, until in known.get(source, {(source, 0, sys.maxsize)}):
                reach[ancestor] = max(reach.get(ancestor, 0), min(until, at))
        for ancestor, until in reach.items():
            have = max((end for one, _first, end in found if one == ancestor), default=0)
            if have < until:
                found.add((ancestor, have, until))
        return found


class Position:
    """What somebody said of a clause: from which entry on, and until which; None: it stands.

    ``asides``: the entries that set it aside, and back, in turn.
    """

    __slots__ = (
        "asides", "channel", "choice", "continent", "ended", "group", "n", "place", "ref", "refused", "voter",
    )  # fmt: skip

    ended: int | None
    refused: int | None
    asides: tuple[int, ...]

    def __init__(self, n: int, ref: int, voter: str, place: tuple, details: dict) -> None:
        self.n, self.ref, self.voter, self.place = n, ref, voter, place
        self.choice = CHOICES.index(details["choice"])
        self.ended, self.refused, self.asides = None, None, ()
        self.channel, self.group = sys.intern(details["channel"]), sys.intern(details["group"] or "")
        self.continent = sys.intern(details["continent"] or "")

    def is_aside(self, n: int) -> bool:
        """Whether it was set aside when entry ``n`` had been made."""
        return sum(each <= n for each in self.asides) % 2 == 1

    @property
    def speaks(self) -> bool:
        """Whether it stands, and is not set aside."""
        return self.ended is None and len(self.asides) % 2 == 0


class Votes(Part):
    """Positions. ``on``: meaning → every position ever taken on it; ``held``: voter → meaning → the one that stands.

    ``voices``: draft → continent → voter → how many positions they hold that were taken there.
    """

    ACTS = {
        "draft.map-corrected": "correct", "position.taken": "say", "position.withdrawn": "withdraw",
        "position.refused": "refuse", "voter.joined": "join", "positions.set-aside": "put_aside",
        "positions.restored": "put_aside", "result.kept": "keep",
    }  # fmt: skip

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.positions: dict[int, Position] = {}
        self.on: dict[object, list[Position]] = {}
        self.held: dict[str, dict[object, Position]] = {}
        self.voices: dict[str, dict[str, Counter]] = {}
        self.results, self._places = [], {}

    def correct(self, entry: dict, details: dict) -> None:
        """Clauses of published drafts got another key or meaning; positions on them go with them."""
        texts = self.record.texts
        version = texts.known(entry)
        after = [each for each in self.record.seals.completed if texts.place(each) > texts.place(version)]
        if after:
            raise Wrong(f"corrects draft {version}, on which draft {after[0]} rests, which is sealed")
        drafts = texts.drafts
        moved = {(version, key): (new, means) for version, key, new, means in details.get("placements") or []}
        before = {place: drafts[place[0]].pop(place[1]) for place in moved}
        for place, (new, means) in moved.items():
            drafts[place[0]][new] = (before[place][0], means)
        self.follow({means for _words, means in before.values()}, moved)
        texts.rename({place: new for place, (new, _means) in moved.items() if new != place[1]})
        texts.join(named(entry["subject"], "draft"), details)

    def follow(self, meanings: set, moved: dict) -> None:
        """Count what was said on meanings that were split where it belongs now."""
        taken = []
        for former in meanings:
            for position in self.on.pop(former, []):
                self.held.get(position.voter, {}).pop(former, None)
                taken.append((position, former))
        for position, former in taken:
            key, means = moved.get(position.place, (position.place[1], former))
            position.place = self.spot(position.place[0], key)
            self.put(position, means)

    def spot(self, version: str, key: Any) -> tuple[str, Any]:
        """A clause in a draft; the same object always, since there are many positions."""
        place = (version, key)
        return self._places.setdefault(place, place)

    def put(self, position: Position, meaning: object) -> None:
        """Count a position on a meaning, where it stands in place of what its holder said of that before."""
        self.on.setdefault(meaning, []).append(position)
        if position.ended is None:
            held = self.held.setdefault(position.voter, {})
            if meaning in held:
                self.end(held[meaning], position.n)
            held[meaning] = position

    def end(self, position: Position, n: int) -> None:
        """A position is over with an entry."""
        self.voice(position, -1)
        position.ended = n

    def voice(self, position: Position, more: int) -> None:
        """Count somebody's voice for their continent, or no longer, if the position speaks and tells it."""
        if position.speaks and position.continent:
            said = self.voices.setdefault(position.place[0], {}).setdefault(position.continent, Counter())
            said[position.voter] += more
            if not said[position.voter]:
                del said[position.voter]

    def say(self, entry: dict, details: dict) -> None:
        """A position on the words that a clause has in a draft."""
        version, key = place = self.spot(details["draft"], details["key"])
        clauses = self.record.texts.drafts.get(version, {})
        if key not in clauses:
            raise Wrong(f"takes a position on {key}, which is not in draft {version}")
        words, meaning = clauses[key]
        if details["wording"] != words:
            raise Wrong(f"takes a position on other words than {key} has in draft {version}")
        if details["choice"] not in CHOICES or (details["en_bloc"] and details["choice"] != "accept"):
            raise Wrong(f"takes a position that there is not: {details['choice']}")
        ref = numbered(entry["subject"], "position")
        if not entry["by"].startswith("v:") or ref in self.positions:
            raise Wrong(f"takes {entry['subject']} for the second time, or in nobody's name")
        position = Position(entry["n"], ref, sys.intern(entry["by"]), place, details)
        self.positions[ref] = position
        self.put(position, meaning)
        self.voice(position, 1)

    def own(self, entry: dict) -> Position:
        """The standing position that an entry is about, which has to be its author's."""
        position = self.positions.get(numbered(entry["subject"], "position"))
        if position is None or position.ended is not None or position.voter != entry["by"]:
            raise Wrong(f"is about {entry['subject']}, which is no standing position of its author")
        return position

    def meaning(self, position: Position) -> object:
        """What a position is counted on."""
        return self.record.texts.drafts[position.place[0]][position.place[1]][1]

    def withdraw(self, entry: dict, details: dict) -> None:
        """A position is taken back."""
        position = self.own(entry)
        self.end(position, entry["n"])
        del self.held[position.voter][self.meaning(position)]

    def refuse(self, entry: dict, details: dict) -> None:
        """A position counts from now on on its very words alone."""
        self.own(entry).refused = entry["n"]

    def join(self, entry: dict, details: dict) -> None:
        """A participant goes on under another id; of two positions on one meaning one ends, and no other."""
        ended = {numbered(each, "position") for each in details["ended"]}
        into, own = sys.intern(details["into"]), self.held.setdefault(details["into"], {})
        for meaning, position in self.held.pop(entry["by"], {}).items():
            both = [position] + ([own[meaning]] if meaning in own else [])
            left = [each for each in both if each.ref not in ended]
            if len(left) != 1:
                raise Wrong(f"joins two people and leaves {len(left)} positions of theirs on one meaning")
            self.voice(position, -1)
            position.voter = into
            self.voice(position, 1)
            for each in both:
                if each is not left[0]:
                    self.end(each, entry["n"])
            own[meaning], ended = left[0], ended.difference(each.ref for each in both)
        if ended:
            over = ", ".join(f"position:{each}" for each in sorted(ended))
            raise Wrong(f"ends {over}, which nothing else replaces")

    def put_aside(self, entry: dict, details: dict) -> None:
        """What some people say through a channel counts nothing from now on, or it counts again."""
        back = entry["verb"] == "positions.restored"
        held = [self.held.get(each, {}) for each in details["voters"]]
        there = [each for some in held for each in some.values() if each.channel == details["channel"]]
        found = [each for each in there if each.is_aside(entry["n"]) == back]
        if len(found) != details["n"]:
            raise Wrong(f"sets {details['n']} positions aside, or back; there are {len(found)}")
        for position in found:
            self.voice(position, -1)
            position.asides = (*position.asides, entry["n"])
            self.voice(position, 1)

    def counted(self, version: str, key: str, n: int) -> list[Position]:
        """The positions that counted on a clause of a draft when entry ``n`` had been made."""
        words, meaning = self.record.texts.drafts[version][key]
        return [each for each in self.on.get(meaning, ()) if self.counts(each, words, n)]

    def counts(self, position: Position, words: str, n: int) -> bool:
        """Whether a position of the right meaning counted on some words when entry ``n`` had been made."""
        if position.n > n or (position.ended is not None and position.ended <= n):
            return False
        if position.asides and position.is_aside(n):
            return False
        if position.refused is None or n < position.refused:
            return True
        return self.record.texts.drafts[position.place[0]][position.place[1]][0] == words

    def tally(self, version: str, key: str, n: int) -> list[int]:
        """How many said each of CHOICES of a clause when entry ``n`` had been made."""
        found = [0] * len(CHOICES)
        for position in self.counted(version, key, n):
            found[position.choice] += 1
        return found

    def keep(self, entry: dict, details: dict) -> None:
        """A closed draft's result, which has to be what stood at its closing."""
        version = named(entry["subject"], "draft")
        stated = {key: counts for key, *counts in details["totals"]}
        for key in {**self.record.texts.drafts[version], **stated}:
            found, told = self.tally(version, key, details["closing"]), stated.get(key, list(NOTHING))
            if told != found:
                raise Wrong(f"states {told} of {key} in draft {version}; it comes to {found}")
        self.results.append((version, details["closing"]))


class Said:
    """A comment, as far as it counts: where its thread began, whether it objects, and how it stands."""

    __slots__ = ("aside", "digest", "gone", "home", "kind", "late", "open", "outcome", "own", "waits")

    def __init__(self, kind: str, home: tuple, own: tuple) -> None:
        self.kind, self.home, self.own, self.aside, self.gone = kind, home, own, False, False
        self.open, self.outcome, self.digest = kind == "objection", None, None
        self.late = self.waits = False

    @property
    def stands(self) -> bool:
        """Whether it is an objection that stands: not let go of, not found addressed, not set aside."""
        return self.open and not self.aside


class Talk(Part):
    """What is said: which objections stand, and which comments wait for an answer."""

    ACTS = {
        "comment.added": "add", "comment.deleted": "delete", "comment.edited": "edit", "comment.disposed": "dispose",
        "objection.withdrawn": "let_go", "objection.addressed": "let_go", "disposition.answered": "answer",
        "positions.set-aside": "put_aside", "positions.restored": "put_aside", "draft.map-corrected": "correct",
    }  # fmt: skip

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.said: dict[int, Said] = {}
        self.objections: dict[int, Said] = {}
        self.waiting = Counter()

    def add(self, entry: dict, details: dict) -> None:
        """A comment; it belongs where its thread began."""
        id, kind = numbered(entry["subject"], "comment"), sys.intern(details["kind"])
        if id in self.said:
            raise Wrong(f"adds {entry['subject']} for the second time")
        own = self.record.votes.spot(details["draft"], details.get("clause") or details.get("after"))
        root = self.said.get(details.get("thread", 0))
        said = self.said[id] = Said(kind, root.home if root else own, own)
        said.late, said.digest = details["late"], details.get("digest")
        if kind == "objection":
            self.objections[id] = said
        if kind == "objection" or "parent" not in details or details.get("suggests"):
            self.wait(said, True)

    def wait(self, said: Said, waits: bool) -> None:
        """A comment waits for an answer, or no longer; late ones are counted nowhere."""
        if said.waits != waits and not said.late:
            self.waiting[said.home[0]] += 1 if waits else -1
        said.waits = waits

    def of(self, entry: dict) -> Said:
        """The comment that an entry is about. Raises Wrong."""
        said = self.said.get(numbered(entry["subject"], "comment"))
        if said is None:
            raise Wrong(f"is about {entry['subject']}, which was never made")
        return said

    def edit(self, entry: dict, details: dict) -> None:
        """A comment says something else."""
        self.of(entry).digest = details.get("digest")

    def delete(self, entry: dict, details: dict) -> None:
        """A comment is gone: it waits for nothing, and objects to nothing."""
        said = self.of(entry)
        said.open, said.gone, said.digest = False, True, None
        self.wait(said, False)

    def dispose(self, entry: dict, details: dict) -> None:
        """A comment is answered for the editors. An objection stands all the same."""
        said = self.of(entry)
        said.outcome = details["outcome"]
        self.wait(said, False)

    def let_go(self, entry: dict, details: dict) -> None:
        """An objection is withdrawn by its author, or was found addressed."""
        self.of(entry).open = False

    def answer(self, entry: dict, details: dict) -> None:
        """The author says whether the answer satisfies."""
        said = self.of(entry)
        said.open = said.kind == "objection" and details["answer"] == "sustain"

    def put_aside(self, entry: dict, details: dict) -> None:
        """Objections of people who are set aside do not stand, until these count again."""
        for ref in details.get("objections") or ():
            said = self.said.get(numbered(ref, "comment"))
            if said is not None:
                said.aside = entry["verb"] == "positions.set-aside"

    def correct(self, entry: dict, details: dict) -> None:
        """What is said of a clause goes along when it gets another key."""
        rows = details.get("placements") or ()
        moved = {(version, former): key for version, former, key, _means in rows if former != key}
        for said in self.said.values() if moved else ():
            if said.home in moved:
                said.home = self.record.votes.spot(said.home[0], moved[said.home])
            if said.own in moved:
                said.own = self.record.votes.spot(said.own[0], moved[said.own])

    def standing(self, version: str) -> tuple[int, set[str]]:
        """How many objections stand to clauses of a draft, as seen from it, and which clauses these are."""
        texts, many, clauses = self.record.texts, 0, set()
        heirs, places = texts.heirs(version), {each: n for n, each in enumerate(texts.upto(version), 1)}
        for said in self.objections.values():
            at = places.get(said.home[0])
            if said.stands and at is not None:
                found = {key for first, until, key in heirs.get(said.home[1], ()) if first <= at < until}
                many, clauses = many + bool(found), clauses | found
        return many, clauses


class Decisions(Part):
    """Consensus calls with appeals, last calls, and challenges of what was called editorial."""

    ACTS = {
        "call.made": "call", "call.appealed": "appeal", "appeal.ruled": "rule", "lastcall.ended": "end_last_call",
        "challenge.made": "challenge", "challenge.ruled": "settle_challenge",
    }  # fmt: skip

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.calls, self.waiting, self.overruled = {}, set(), set()
        self.last_calls, self.challenged = set(), {}

    def call(self, entry: dict, details: dict) -> None:
        """A chair's finding about a clause; it takes the place of an earlier one."""
        self.calls[details["draft"], details["key"]] = (entry["subject"], details["finding"])

    def appeal(self, entry: dict, details: dict) -> None:
        """An appeal, which waits for its ruling once it is lodged."""
        if details["lodged"]:
            self.waiting.add(entry["subject"])

    def rule(self, entry: dict, details: dict) -> None:
        """A ruling on an appeal."""
        self.waiting.discard(entry["subject"])
        if details["upheld"]:
            self.overruled.add(entry["subject"])

    def end_last_call(self, entry: dict, details: dict) -> None:
        """A last call came to its end."""
        if not details["cut_short"]:
            self.last_calls.add((details["draft"], details["key"]))

    def challenge(self, entry: dict, details: dict) -> None:
        """Somebody says that a change was not editorial."""
        self.challenged[entry["subject"]] = (details["draft"], details["key"])

    def settle_challenge(self, entry: dict, details: dict) -> None:
        """A ruling on that."""
        self.challenged.pop(entry["subject"], None)

    def settled(self, version: str, *, last_call: bool) -> tuple[int, int]:
        """How many normative clauses of a draft are settled, of how many."""
        normative = self.record.texts.normative[version]
        keys = self.record.texts.drafts[version] if normative is None else normative
        objected = self.record.talk.standing(version)[1]
        disputed = set(self.challenged.values())
        found = [
            key
            for key in keys
            if (version, key) not in disputed
            and (
                self.called((version, key))
                or (last_call and self.ended(version, key) and key not in objected)
            )
        ]
        return len(found), len(keys)

    def called(self, place: tuple) -> bool:
        """Whether a clause was called as consensus, and the call stands."""
        ref, finding = self.calls.get(place, ("", ""))
        stands = ref not in self.waiting and ref not in self.overruled
        return stands and finding in ("consensus", "rough-consensus")

    def ended(self, version: str, key: str) -> bool:
        """Whether a last call on a clause, or on the whole draft, came to its end."""
        return (version, key) in self.last_calls or (version, None) in self.last_calls


class Sheet:
    """A review: of which version of a system, under which draft, by whom; what is public of it, and what waits.

    ``public``: whether its reviewer makes the system or stepped back; None while nothing of it is public.
    """

    __slots__ = ("draft", "person", "public", "system", "version", "waits")
    public: tuple[bool, bool] | None
    waits: tuple[bool, bool] | None

    def __init__(self, system: str, version: str, draft: str, person: str) -> None:
        self.system, self.version, self.draft, self.person = system, version, draft, person
        self.public, self.waits = None, None


class Opinion:
    """What somebody says of an assessment: of which one, as it was then."""

    __slots__ = ("agrees", "answered", "basis", "by", "counts", "draft", "over", "system")

    def __init__(self, entry: dict, details: dict) -> None:
        self.by, self.system, self.draft = entry["by"], details["system"], details["draft"]
        self.agrees, self.basis = entry["verb"] == "verdict.endorsed", details["basis"]
        self.counts = not details["maker"] if self.agrees else details.get("grounded")
        self.answered = self.over = False


class Systems(Part):
    """Reviews of systems, what comes out of them, and what is said of that.

    ``verdicts``: draft → system → (verdict, basis, version), of the version that leads; ``nameless``: systems with reviews
    of which an entry from an earlier time does not say whose they are.
    """

    ACTS = {
        "system.added": "change", "system.changed": "change", "review.submitted": "review", "review.revised": "review",
        "review.recused": "review", "review.withdrawn": "withdraw", "review.released": "release",
        "evaluation.changed": "assess", "evaluation.counted": "assess_all", "verdict.endorsed": "say",
        "verdict.disputed": "say", "verdict.endorsement-withdrawn": "take_back", "verdict.endorsements-joined": "join",
        "dispute.answered": "answer", "surprise.raised": "surprise", "surprise.withdrawn": "settle",
        "surprise.answered": "settle",
    }  # fmt: skip

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.sheets: dict[str, Sheet] = {}
        self.verdicts: dict[str, dict] = {}
        self.opinions: dict[str, Opinion] = {}
        self.surprises: dict[str, str] = {}
        self.known: dict[str, list] = {}
        self.nameless: set[str] = set()

    def change(self, entry: dict, details: dict) -> None:
        """A system came in, or changed, with reviews from a file."""
        slug = named(entry["subject"], "system")
        self.known[slug] = details.get("versions") or []
        for ref, draft, _digest, *more in details["reviews"]:
            if not more:
                self.nameless.add(slug)
                continue
            version, maker, recused, person = more
            sheet = self.sheets.setdefault(ref, Sheet(slug, version, draft, person))
            sheet.public, sheet.waits = (maker, recused), None

    def review(self, entry: dict, details: dict) -> None:
        """A review as it was submitted; it is public at once, or waits."""
        person = details.get("reviewer") or entry["by"]
        given = Sheet(details["system"], details["version"], details["draft"], person)
        sheet = self.sheets.setdefault(entry["subject"], given)
        says = (details["maker"], entry["verb"] == "review.recused")
        sheet.waits = says if details["waits"] else None
        sheet.public = sheet.public if details["waits"] else says

    def release(self, entry: dict, details: dict) -> None:
        """What waited is public."""
        sheet = self.sheets[entry["subject"]]
        sheet.public, sheet.waits = sheet.waits or sheet.public, None

    def withdraw(self, entry: dict, details: dict) -> None:
        """A review counts no more."""
        sheet = self.sheets[entry["subject"]]
        sheet.public = sheet.waits = None

    def assess(self, entry: dict, details: dict) -> None:
        """An assessment came out otherwise."""
        row = [details["version"], details["verdict"], details["basis"]]
        row += [details["leads"]] if "leads" in details else []
        self.put(details["draft"], named(entry["subject"], "system"), row)

    def assess_all(self, entry: dict, details: dict) -> None:
        """Assessments of many systems under a draft."""
        for slug, *row in details["systems"]:
            self.put(named(entry["subject"], "draft"), slug, row)

    def put(self, draft: str, slug: str, row: list) -> None:
        """Keep an assessment, if it is of the version that leads; ``None`` where the record does not tell which does."""
        version, verdict, basis, *leads = row
        kept = self.verdicts.setdefault(draft, {})
        if leads == [True] or (not leads and self.known.get(slug) == [version]):
            kept[slug] = (verdict, basis, version)
        elif not leads:
            kept[slug] = (verdict, basis, None)

    def say(self, entry: dict, details: dict) -> None:
        """Somebody agrees or disagrees with an assessment."""
        replaced = self.opinions.get(details.get("replaces") or "")
        if replaced is not None:
            replaced.over = True
        if entry["subject"] in self.opinions:
            raise Wrong(f"makes {entry['subject']} for the second time")
        self.opinions[entry["subject"]] = Opinion(entry, details)

    def take_back(self, entry: dict, details: dict) -> None:
        """They take it back."""
        self.opinions[entry["subject"]].over = True

    def join(self, entry: dict, details: dict) -> None:
        """Two people are one; of two opinions on an assessment the earlier is over."""
        for ref in details["ended"]:
            self.opinions[ref].over = True

    def answer(self, entry: dict, details: dict) -> None:
        """A disagreement is answered."""
        self.opinions[entry["subject"]].answered = True

    def surprise(self, entry: dict, details: dict) -> None:
        """A system came out otherwise than somebody expected."""
        self.surprises[entry["subject"]] = details["draft"]

    def settle(self, entry: dict, details: dict) -> None:
        """A surprise is withdrawn, or answered."""
        self.surprises.pop(entry["subject"], None)

    def assessed(self, draft: str) -> dict:
        """System → (verdict, basis, version) under a draft; nothing where none of them has a verdict."""
        found = self.verdicts.get(draft, {})
        return found if any(verdict is not None for verdict, _basis, _version in found.values()) else {}

    def tells(self, draft: str, *, reviews: bool = False, opinions: bool = False) -> bool:
        """Whether the record says which versions lead, whose reviews there are, and which disagreements name a ground."""
        assessed = self.assessed(draft)
        leading = all(version is not None for _verdict, _basis, version in assessed.values())
        vague = (each for each in self.opinions.values() if each.counts is None and each.draft == draft)
        said = all(each.over or each.answered for each in vague)
        return leading and not (reviews and self.nameless.intersection(assessed)) and (said or not opinions)

    def reviewers(self, draft: str) -> Counter:
        """System → how many independent people reviewed its leading version, under this draft or one before.

        Of what one person says under several drafts, the latest tells whether they are independent.
        """
        places = {each: n for n, each in enumerate(self.record.texts.upto(draft))}
        leads = {slug: version for slug, (_verdict, _basis, version) in self.assessed(draft).items()}
        last: dict[tuple, tuple] = {}
        for sheet in self.sheets.values():
            at, who = places.get(sheet.draft), (sheet.system, sheet.person)
            if sheet.public is not None and at is not None and leads.get(sheet.system) == sheet.version:
                last[who] = max(last.get(who, (-1, None)), (at, sheet.public))
        return Counter(system for (system, _who), (_at, says) in last.items() if not any(says))

    def voices(self, draft: str) -> tuple[Counter, Counter]:
        """System → how many agree with its assessment as it is now, and how many disagreements wait for an answer."""
        found, agreeing, disputes = self.verdicts.get(draft, {}), Counter(), Counter()
        for each in self.opinions.values():
            here = each.draft == draft and not each.over and each.counts is not False
            if here and found.get(each.system, (None, None))[1] == each.basis:
                if each.agrees:
                    agreeing[each.system] += 1
                elif not each.answered:
                    disputes[each.system] += 1
        return agreeing, disputes


class People(Part):
    """Roles, with their terms; which organisation belongs to which; and stops of the roadshow."""

    ACTS = {
        "role.granted": "grant", "role.revoked": "revoke",
        "stop.planned": "stop", "stop.moved": "stop", "stop.opened": "stop", "stop.closed": "stop",
        "stop.cancelled": "stop",
    }  # fmt: skip

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.roles: dict[tuple, str | None] = {}
        self.heads, self.stops = {}, {}

    def grant(self, entry: dict, details: dict) -> None:
        """Somebody has a role, perhaps until a time."""
        self.roles[details["role"], named(entry["subject"], "account")] = details["until"]

    def revoke(self, entry: dict, details: dict) -> None:
        """They have it no more."""
        self.roles.pop((details["role"], named(entry["subject"], "account")), None)

    def has(self, role: str, person: str, at: str) -> bool:
        """Whether somebody had a role at a time."""
        until = self.roles.get((role, person), "")
        return until is None or (until != "" and moment(at) < moment(until))

    def holders(self, role: str, at: str) -> int:
        """How many had a role at a time."""
        return sum(each == role and self.has(role, person, at) for each, person in self.roles)

    def set_family(self, entry: dict, details: dict) -> None:
        """An organisation belongs to another, with which it endorses a draft once."""
        head = details.get("head")
        self.heads[named(entry["subject"], "organisation")] = head and str(head).rpartition(":")[2]

    def family(self, organisation: str) -> str:
        """The organisation at the head of one's family."""
        return self.heads.get(organisation) or organisation

    def stop(self, entry: dict, details: dict) -> None:
        """A stop is planned, moved, open, closed or cancelled."""
        state = entry["verb"].partition(".")[2]
        self.stops[named(entry["subject"], "stop")] = "open" if state == "opened" else state


class Endorsement:
    """That a person or an organisation endorses a draft; ``on``: the drafts for which it stands."""

    __slots__ = ("by", "confirmed", "draft", "group", "kind", "on", "organisation", "state")

    def __init__(self, by: str, details: dict) -> None:
        self.by, self.draft, self.kind = by, details["draft"], details["kind"]
        self.group, self.organisation = details["group"], details["organisation"]
        self.confirmed, self.on, self.state = details["confirmed"], {self.draft}, "stands"


class Endorsements(Part):
    """Who endorses a draft: once each, bound to its words, until they lapse or are withdrawn."""

    ACTS = {
        "endorsement.made": "make", "endorsement.confirmed": "confirm", "endorsement.withdrawn": "withdraw",
        "endorsement.challenged": "about", "endorsement.ruled": "rule", "endorsements.carried": "carry",
        "endorsements.lapsed": "lapse", "organisation.family-set": "set_family",
    }  # fmt: skip

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.made: dict[int, Endorsement] = {}
        self.by_holder: dict[str, list[Endorsement]] = {}

    def make(self, entry: dict, details: dict) -> None:
        """Somebody endorses a draft, for themselves or for an organisation, which then confirms it."""
        ref, texts, version = numbered(entry["subject"], "endorsement"), self.record.texts, details["draft"]
        organisation = details["organisation"]
        if ref in self.made:
            raise Wrong(f"makes {entry['subject']} for the second time")
        if texts.digests.get(version) != details["digest"]:
            raise Wrong(f"endorses other words than those of draft {version}")
        if (details["kind"] == "organisation") != (organisation is not None):
            raise Wrong("endorses for an organisation and names none, or the other way round")
        policy = texts.policies.get(version) or self.record.gate.stated.get(version)
        if policy and details["group"] not in policy[0]:
            raise Wrong(f"endorses for {details['group']}, which is no stakeholder group of draft {version}")
        given = self.made[ref] = Endorsement(entry["by"], details)
        self.by_holder.setdefault(self.holder(given), []).append(given)
        self.check_once(given, entry["subject"], version)

    def holder(self, given: Endorsement) -> str:
        """Who endorses a draft once: a person, or an organisation with all that belong to it."""
        return (
            f"organisation:{self.record.people.family(given.organisation)}"
            if given.organisation
            else given.by
        )

    def set_family(self, entry: dict, details: dict) -> None:
        """Organisations belong together otherwise than before."""
        self.record.people.set_family(entry, details)
        self.by_holder.clear()
        for given in self.made.values():
            self.by_holder.setdefault(self.holder(given), []).append(given)

    def check_once(self, given: Endorsement, ref: str, version: str) -> None:
        """Raise Wrong when another confirmed endorsement of the same holder stands for a draft."""
        others = (each for each in self.by_holder[self.holder(given)] if each is not given)
        if given.confirmed and any(self.counts(each, version) for each in others):
            raise Wrong(f"lets {ref} count for draft {version} beside another of the same holder")

    def about(self, entry: dict, details: dict, *states: str) -> Endorsement:
        """The endorsement that an entry is about, in one of some states. Raises Wrong."""
        given = self.made.get(numbered(entry["subject"], "endorsement"))
        if given is None or given.state not in (states or ("stands", "struck", "withdrawn")):
            raise Wrong(f"is about {entry['subject']}, which is no endorsement that stands")
        return given

    def confirm(self, entry: dict, details: dict) -> None:
        """An organisation confirms it."""
        given = self.about(entry, details, "stands")
        given.confirmed = True
        for version in given.on:
            self.check_once(given, entry["subject"], version)

    def withdraw(self, entry: dict, details: dict) -> None:
        """It is withdrawn, perhaps after it was struck."""
        self.about(entry, details, "stands", "struck").state = "withdrawn"

    def rule(self, entry: dict, details: dict) -> None:
        """A ruling on a challenge of its stakeholder group, perhaps after it was withdrawn."""
        given = self.about(entry, details)
        if details["upheld"] and given.state == "stands":
            given.state = "struck"

    def carry(self, entry: dict, details: dict) -> None:
        """Endorsements of a draft stand for the next one too, which says the same."""
        for ref in details["endorsements"]:
            given = self.made.get(numbered(ref, "endorsement"))
            if given is None or given.state != "stands" or details["from"] not in given.on:
                raise Wrong(f"carries {ref}, which does not stand for draft {details['from']}")
            given.on.add(details["to"])
            self.check_once(given, ref, details["to"])

    def lapse(self, entry: dict, details: dict) -> None:
        """Endorsements do not stand for a draft that says something else."""
        for ref in details["endorsements"]:
            given = self.made.get(numbered(ref, "endorsement"))
            if given is None or given.state != "stands" or not {details["from"], details["to"]} & given.on:
                raise Wrong(f"lets {ref} lapse, which does not stand for draft {details['from']}")
            given.on.discard(details["to"])

    def counts(self, given: Endorsement, version: str) -> bool:
        """Whether an endorsement is confirmed and stands for a draft."""
        return given.confirmed and given.state == "stands" and version in given.on

    def by_group(self, version: str) -> Counter:
        """Stakeholder group → how many confirmed endorsements stand for a draft."""
        return Counter(each.group for each in self.made.values() if self.counts(each, version))


class Gate(Part):
    """Criteria in their versions, what people judged, and what both come to."""

    ACTS = {
        "gate.criteria-set": "set_criteria", "gate.counted": "count", "judgement.made": "judge",
        "judgement.reopened": "reopen",
    }  # fmt: skip

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.versions: dict[str, list[tuple]] = {}
        self.judged: dict[tuple, dict] = {}
        self.stated: dict[str, tuple] = {}
        self.counted = self.untold = 0

    def set_criteria(self, entry: dict, details: dict) -> None:
        """The criteria of a target in a new version."""
        target, versions = details["target"], self.versions.setdefault(details["target"], [])
        if versions and details["version"] <= versions[-1][1]:
            raise Wrong(f"sets version {details['version']} of the criteria for {target} after a later one")
        versions.append((entry["n"], details["version"], details["criteria"], details["signatures"]))

    def holding(self, target: str, version: str) -> tuple:
        """The criteria that hold for a draft: the newest set before it was published, else the first. Raises Wrong."""
        versions, published = self.versions.get(target), self.record.texts.published[version]
        if not versions:
            raise Wrong(f"counts draft {version} by criteria for {target}, which were never set")
        before = [each for each in versions if each[0] < published]
        return before[-1] if before else versions[0]

    def judge(self, entry: dict, details: dict) -> None:
        """Somebody whose role judges a criterion finds that a draft meets it, or not."""
        version, criterion = named(entry["subject"], "draft"), details["criterion"]
        if details["finding"] not in ("pass", "fail"):
            raise Wrong(f"finds {details['finding']} of {criterion}; one finds pass or fail")
        roles = {
            each.get("judges") for row in self.known_in(version) for each in row if each["id"] == criterion
        }
        if not any(role and self.record.people.has(role, entry["by"], entry["at"]) for role in roles):
            raise Wrong(f"judges {criterion} of draft {version} without the role that judges it")
        self.judged.setdefault((version, criterion), {})[entry["by"]] = details["finding"]

    def known_in(self, version: str) -> list[list]:
        """All criteria that were ever set, as long as the draft is known."""
        if version not in self.record.texts.drafts:
            raise Wrong(f"is about draft {version}, which was never published")
        return [row[2] for versions in self.versions.values() for row in versions]

    def reopen(self, entry: dict, details: dict) -> None:
        """What was judged of a criterion counts no more; it is judged anew."""
        self.judged.pop((named(entry["subject"], "draft"), details["criterion"]), None)

    def count(self, entry: dict, details: dict) -> None:
        """What the site counted, which has to be what the record comes to at this entry."""
        version, target = named(entry["subject"], "draft"), details["target"]
        self.known_in(version)
        self.stated[version] = self.agreed(version, details)
        held = self.holding(target, version)
        if held[1] != details["version"]:
            raise Wrong(
                f"counts draft {version} by version {details['version']} of the criteria for {target};"
                f" version {held[1]} holds"
            )
        found, told = self.states(version, held), details["states"]
        if [row[0] for row in found] != [row[0] for row in told]:
            raise Wrong(f"counts draft {version} by other criteria than those for {target}")
        for one, other in zip(found, told):
            self.untold += one[1] == UNTOLD
            if one != other and one[1] != UNTOLD:
                raise Wrong(f"{differs(other, one)} of draft {version} ({target})")
        self.counted += 1

    def agreed(self, version: str, details: dict) -> tuple:
        """The policy of a draft as a count states it, which agrees with what was published. Raises Wrong."""
        known = self.record.texts.policies.get(version)
        told = (details["groups"], details["last_call"]) if "groups" in details else None
        if known and told and (list(known[0]), known[1]) != (list(told[0]), told[1]):
            raise Wrong(f"counts draft {version} by another policy than the one published with it")
        return known or told or self.record.texts.policy(version) or (list(STANDARD_GROUPS), True)

    def policy(self, version: str) -> tuple:
        """(stakeholder groups, whether a last call settles a clause) of a draft."""
        known = self.record.texts.policies.get(version) or self.stated.get(version)
        return known or self.record.texts.policy(version) or (list(STANDARD_GROUPS), True)

    def states(self, version: str, held: tuple) -> list[list]:
        """What every criterion comes to for a draft: [id, state, value, threshold]."""
        found = []
        for each in held[2]:
            criterion = {**each, "signatures": held[3]}
            if each["kind"] not in KINDS:
                raise Wrong(f"has a criterion of a kind that this program does not know: {each['kind']}")
            counted = getattr(self, KINDS[each["kind"]])(version, criterion)
            found.append(
                [each["id"], *(counted if self.tells(version, each["kind"]) else [UNTOLD, None, None])]
            )
        return found

    def tells(self, version: str, kind: str) -> bool:
        """Whether the record says enough to count a criterion: entries from an earlier time do not say everything."""
        texts, systems = self.record.texts, self.record.systems
        if kind == "clauses":
            return texts.tells(version) and texts.normative[version] is not None
        if kind == "objections":
            return texts.tells(version)
        if kind in ("systems", "disagreements", "examples"):
            return systems.tells(version, reviews=kind == "systems", opinions=kind != "systems")
        return True

    def clauses(self, version: str, criterion: dict) -> list:
        """Settled normative clauses, of all."""
        settled, of = self.record.decisions.settled(version, last_call=self.policy(version)[1])
        return enough(settled, of) if of else ["unknown", None, None]

    def objections(self, version: str, criterion: dict) -> list:
        """Objections that stand to clauses of the draft."""
        return none_left(self.record.talk.standing(version)[0])

    def comments(self, version: str, criterion: dict) -> list:
        """Comments received in time that wait for an answer."""
        return none_left(sum(self.record.talk.waiting[each] for each in self.record.texts.upto(version)))

    def systems(self, version: str, criterion: dict) -> list:
        """Systems with a complete verdict and enough independent reviewers."""
        assessed = self.record.systems.assessed(version)
        if not assessed:
            return ["unknown", None, None]
        people = self.record.systems.reviewers(version)
        complete = [
            slug for slug, (verdict, *_rest) in assessed.items() if verdict not in (None, "incomplete")
        ]
        return enough(sum(people[slug] >= criterion["reviewers"] for slug in complete), criterion["at_least"])

    def disagreements(self, version: str, criterion: dict) -> list:
        """Disagreements with assessments as they are now that wait for an answer."""
        if not self.record.systems.assessed(version):
            return ["unknown", None, None]
        disputes = self.record.systems.voices(version)[1]
        return none_left(sum(disputes[slug] for slug in self.record.systems.assessed(version)))

    def examples(self, version: str, criterion: dict) -> list:
        """Systems that conform, with which enough people agree and nobody disagrees unanswered."""
        assessed = self.record.systems.assessed(version)
        if not assessed:
            return ["unknown", None, None]
        agreeing, disputes = self.record.systems.voices(version)
        conform = [slug for slug, (verdict, *_rest) in assessed.items() if verdict == "conforms"]
        agreed = [slug for slug in conform if agreeing[slug] >= criterion["agreeing"] and not disputes[slug]]
        return enough(len(agreed), criterion["at_least"])

    def surprises(self, version: str, criterion: dict) -> list:
        """Surprises under the draft that are open."""
        if not self.record.systems.assessed(version):
            return ["unknown", None, None]
        return none_left(sum(draft == version for draft in self.record.systems.surprises.values()))

    def endorsements(self, version: str, criterion: dict) -> list:
        """Stakeholder groups with enough confirmed endorsements."""
        groups, found = self.policy(version)[0], self.record.endorsements.by_group(version)
        if not groups:
            return ["unknown", None, None]
        return enough(sum(found[group] >= criterion["per_group"] for group in groups), len(groups))

    def stops(self, version: str, criterion: dict) -> list:
        """Stops that were opened and are not closed."""
        return none_left(sum(state == "open" for state in self.record.people.stops.values()))

    def participation(self, version: str, criterion: dict) -> list:
        """Continents with enough voices on the draft; whether that is enough people judge."""
        voices = self.record.votes.voices.get(version, {})
        many = sum(len(people) >= criterion["people"] for people in voices.values())
        return [self.judgement(version, criterion)[0], many, criterion["continents"]]

    def judgement(self, version: str, criterion: dict) -> list:
        """What those whose role it is found; one who finds fail is enough."""
        found = Counter(self.judged.get((version, criterion["id"]), {}).values())
        passes = found["pass"] >= criterion["at_least"]
        state = "fail" if found["fail"] else "pass" if passes else "unknown"
        return [state, found["pass"], criterion["at_least"]]

    def seal(self, version: str, criterion: dict) -> list:
        """Signatures of the board on the bundle that is before it, or is sealed."""
        return enough(self.record.seals.signed_on(version), criterion["signatures"])


KINDS = {
    "clauses": "clauses", "objections": "objections", "comments": "comments", "systems": "systems",
    "disagreements": "disagreements", "examples": "examples", "surprises": "surprises", "endorsements": "endorsements",
    "stops": "stops", "participation": "participation", "judged": "judgement", "seal": "seal",
}  # fmt: skip


def enough(value: int, threshold: int) -> list:
    """What passes when there is enough of it."""
    return ["pass" if value >= threshold else "fail", value, threshold]


def none_left(value: int) -> list:
    """What passes when nothing is left of it."""
    return ["fail" if value else "pass", value, 0]


def differs(told: list, found: list) -> str:
    """That a criterion comes to something else than is stated, as the beginning of a sentence."""
    one, other = (f"{row[1]} ({row[2]} of {row[3]})" for row in (told, found))
    return f"states {one} for {told[0]}; it comes to {other}"


class Seal:
    """A bundle before the board: of which draft, how many have to sign, and what its members said."""

    def __init__(self, version: str, details: dict) -> None:
        self.draft, self.bundle, self.core = version, details["bundle"], details["core"]
        self.needed, self.of, self.head = details["needed"], details["of"], details["head"]
        self.stances: dict[str, str] = {}
        self.state, self.key, self.signature = "open", "", ""


class Seals(Part):
    """What the board seals: a closed draft that meets every criterion, signed by enough of its members, once each."""

    ACTS = {
        "seal.opened": "open", "seal.signed": "sign", "seal.reopened": "give_up", "seal.abandoned": "give_up",
        "seal.completed": "complete",
    }  # fmt: skip

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.seals: list[Seal] = []
        self.completed: dict[str, Seal] = {}
        self.versions: dict[str, int] = {}

    def open(self, entry: dict, details: dict) -> None:
        """A bundle is laid before the board."""
        version = self.record.texts.known(entry)
        if any(each.state == "open" for each in self.seals):
            raise Wrong("lays a bundle before the board while another is before it")
        self.check_ready(version, entry, details.get("version"))
        held, board = (
            self.record.gate.holding("stable", version),
            self.record.people.holders("board", entry["at"]),
        )
        if details["needed"] != held[3]:
            raise Wrong(f"asks for {details['needed']} signatures; the criteria ask for {held[3]}")
        if details["of"] != board:
            raise Wrong(f"speaks of a board of {details['of']}; it has {board} members")
        if not 0 < details["head"] < entry["n"]:
            raise Wrong(f"lays a bundle before the board that ends with entry {details['head']}")
        self.seals.append(Seal(version, details))

    def check_ready(self, version: str, entry: dict, stated: object = None) -> None:
        """Raise Wrong where a draft may not be sealed: not the latest, not closed, or a criterion is not met."""
        texts, gate = self.record.texts, self.record.gate
        if version != texts.latest() or not texts.is_closed(version, entry["at"]):
            raise Wrong(f"is about sealing draft {version}, which is not the latest or not closed")
        held = gate.holding("stable", version)
        if stated is not None and stated != held[1]:
            raise Wrong(f"seals draft {version} by version {stated} of the criteria; version {held[1]} holds")
        kinds = {each["id"]: each["kind"] for each in held[2]}
        for id, state, value, threshold in gate.states(version, held):
            if state not in ("pass", UNTOLD) and kinds[id] != "seal":
                raise Wrong(
                    f"is about sealing draft {version}, though {id} is {state} ({value} of {threshold})"
                )

    def current(self, entry: dict, details: dict) -> Seal:
        """The bundle before the board, which an entry has to be about. Raises Wrong."""
        version = named(entry["subject"], "draft")
        seal = next((each for each in self.seals if each.state == "open" and each.draft == version), None)
        if seal is None or seal.bundle != details["bundle"]:
            raise Wrong(f"is about a bundle of draft {version} that is not before the board")
        return seal

    def sign(self, entry: dict, details: dict) -> None:
        """A member of the board signs, dissents or abstains, once."""
        seal, by = self.current(entry, details), entry["by"]
        if details["stance"] not in ("sign", "dissent", "abstain"):
            raise Wrong(f"signs with a stance that there is not: {details['stance']}")
        if by in seal.stances:
            raise Wrong(f"signs for {by} a second time")
        if not self.record.people.has("board", by, entry["at"]):
            raise Wrong(f"signs for {by}, who is no member of the board")
        self.check_ready(seal.draft, entry)
        seal.stances[by] = details["stance"]

    def give_up(self, entry: dict, details: dict) -> None:
        """The sealing is given up, or begins anew with another bundle."""
        self.current(entry, details).state = "abandoned"

    def complete(self, entry: dict, details: dict) -> None:
        """Enough signed: the site signs too, and the draft is stable."""
        seal = self.current(entry, details)
        counts = Counter(seal.stances.values())
        told = [details["signed"], details["dissent"], details["abstain"]]
        found = [counts["sign"], counts["dissent"], counts["abstain"]]
        if told != found:
            raise Wrong(f"states {told} signatures, dissents and abstentions; there are {found}")
        if found[0] < seal.needed:
            raise Wrong(f"seals draft {seal.draft} with {found[0]} signatures; {seal.needed} are needed")
        self.check_ready(seal.draft, entry)
        seal.key, seal.signature = details["key"], details["signature"]
        text = signed_text(type="seal", draft=seal.draft, bundle=seal.bundle, key=seal.key)
        self.record.keys.check(text, seal.key, seal.signature, entry["n"])
        seal.state, self.completed[seal.draft] = "completed", seal

    def signed_on(self, version: str) -> int:
        """How many signed the newest bundle of a draft that is before the board, or sealed."""
        found = [each for each in self.seals if each.draft == version and each.state != "abandoned"]
        return sum(stance == "sign" for stance in found[-1].stances.values()) if found else 0


class Keys(Part):
    """The keys that the site signs with, each signed by the one before. ``order``: (entry, key), the first first."""

    ACTS = {"site.key-set": "set_key"}

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self.public: dict[str, str] = {}
        self.order: list[tuple[int, str]] = []
        self.lost: list[int] = []
        self.checked = 0

    def set_key(self, entry: dict, details: dict) -> None:
        """The site signs with another key from now on."""
        id, public, before = named(entry["subject"], "site-key"), details["public"], details["previous"]
        raw = hexed(public, 32)
        if not raw or hashlib.sha256(raw).hexdigest()[:16] != id or id in self.public:
            raise Wrong(f"sets the key {id}, whose name does not fit it, or which was set before")
        if before is not None:
            text = signed_text(type="key", public=public, previous=before)
            self.check(text, before, details["signature"], entry["n"])
        elif self.order:
            self.lost.append(entry["n"])
        self.public[id] = public
        self.order.append((entry["n"], id))

    def used_at(self, n: int) -> str | None:
        """The key in use when entry ``n`` had been made."""
        return next((id for since, id in reversed(self.order) if since <= n), None)

    def check(self, text: bytes, key: str, signature: object, n: int) -> None:
        """Raise Wrong unless the key in use at entry ``n`` made this signature."""
        if key != self.used_at(n):
            raise Wrong(f"is signed with the key {key}, which was not in use")
        if not is_signature(hexed(self.public[key], 32), text, hexed(signature, 64)):
            raise Wrong(f"bears a signature that the key {key} did not make")
        self.checked += 1


class Record:
    """What the entries so far come to, taken one after the other."""

    def __init__(self) -> None:
        self.n, self.head, self.wanted, self.hashes = 0, "0" * 64, set(), {}
        self.texts, self.votes, self.talk, self.decisions = (
            Texts(self),
            Votes(self),
            Talk(self),
            Decisions(self),
        )
        self.systems, self.people, self.endorsements = Systems(self), People(self), Endorsements(self)
        self.gate, self.seals, self.keys = Gate(self), Seals(self), Keys(self)
        self.drafts, self.positions, self.results = (
            self.texts.drafts,
            self.votes.positions,
            self.votes.results,
        )
        self.acts: dict[str, list] = {}
        parts = (
            self.texts, self.votes, self.talk, self.decisions, self.systems, self.people, self.endorsements, self.gate,
            self.seals, self.keys,
        )  # fmt: skip
        for part in parts:
            for verb, name in part.ACTS.items():
                self.acts.setdefault(verb, []).append(getattr(part, name))

    def take(self, entry: dict) -> None:
        """Let one entry change what there is. Raises Wrong."""
        try:
            for act in self.acts.get(entry["verb"], ()):
                act(entry, entry["details"])
        except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError) as error:
            raise Wrong(f"does not hold what a recount needs: {error!r}") from None

    def tally(self, version: str, key: str, n: int) -> list[int]:
        """How many said each of CHOICES of a clause of a draft when entry ``n`` had been made."""
        return self.votes.tally(version, key, n)

    def checked_by(self, entry: dict) -> None:
        """Go on to an entry: its number and hash are the head now."""
        self.n, self.head = entry["n"], entry["hash"]
        if self.n in self.wanted:
            self.hashes[self.n] = self.head


# Whole files and folders.


def lines_in(path: str) -> Iterator[bytes]:
    """The lines of a file, one at a time. Raises Wrong for what is no file, and for a line without end."""
    if not os.path.isfile(path):
        os.stat(path)
        raise Wrong(f"{path} is no file")
    with open(path, "rb") as file:
        while line := file.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise Wrong(f"{path} holds a line of more than {LONGEST_LINE} bytes, which no entry has")
            yield line


def said_by(entry: dict) -> str:
    """What an entry is about, for whoever looks for it."""
    details = entry["details"]
    what = [str(details[name]) for name in ("key", "clause", "criterion") if details.get(name)]
    draft = [f"draft {details['draft']}"] if isinstance(details.get("draft"), str) else []
    where = " in ".join(what[:1] + draft)
    return f"{entry['verb']}, {entry['subject']}" + (f", {where}" if where else "")


def read(path: str, record: Record, tell: Callable[[int, str, bytes], None]) -> None:
    """Take every entry of an export, telling what is wrong with which; going on is up to ``tell``. Raises Wrong."""
    began = time.monotonic()
    for line in lines_in(path):
        n = record.n + 1
        try:
            entry = entry_of(line, n, record.head)
            record.checked_by(entry)
            record.take(entry)
        except Wrong as wrong:
            tell(n, str(wrong), line)
            if record.n < n:
                go_on(record, line)
        if n % 100000 == 0 and sys.stderr.isatty():
            print(f"\r{n} entries, {time.monotonic() - began:.0f} seconds", end="", file=sys.stderr)


def go_on(record: Record, line: bytes) -> None:
    """After a line that is not the entry it should be: if it is a later one, or this one changed, go on behind it, taking what
    it says; if it is one from before, pass over it; if it cannot be read, whatever comes next may follow."""
    try:
        entry = shaped(line)
    except Wrong:
        record.n, record.head = record.n + 1, ""
        return
    if entry["n"] > record.n:
        record.checked_by(entry)
        try:
            record.take(entry)
        except Wrong:
            record.head = entry["hash"]


def verify(path: str, wanted: set[int] | None = None) -> Record:
    """Check a file, and say what it comes to; or print what is wrong and raise SystemExit with 1."""
    record = Record()
    record.wanted = wanted or set()

    def tell(n: int, wrong: str, line: bytes) -> None:
        say(f"entry {n} {wrong}")
        raise SystemExit(1)

    read(path, record, tell)
    return record


def say(sentence: str) -> None:
    """Print what is wrong, or to be known, as one line that holds nothing but text."""
    line = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in sentence)
    print(line if len(line) <= 1000 else line[:1000] + "…", file=sys.stderr)


def document(path: str) -> Any:
    """What a JSON file holds. Raises Wrong."""
    if not os.path.isfile(path):
        os.stat(path)
        raise Wrong(f"{path} is no file")
    if os.path.getsize(path) > LONGEST_FILE:
        raise Wrong(f"{path} is larger than {LONGEST_FILE} bytes")
    try:
        with open(path, "rb") as file:
            return json.loads(file.read().decode("utf-8"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise Wrong(f"{path} is not readable: {error}") from None


def is_link(root: str, path: str) -> bool:
    """Whether a file of a folder is reached through a symbolic link."""
    parts = path.split("/")
    return any(os.path.islink(os.path.join(root, *parts[:n])) for n in range(1, len(parts) + 1))


def digest_of(path: str) -> tuple[int, str]:
    """How many bytes a file has, and their SHA-256."""
    found, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
            size += len(piece)
    return size, found.hexdigest()


class Dump:
    """A folder with the whole public record as pages and data.

    ``wrong``: a sentence for each thing that differs; ``more``: how many sentences are left out.
    """

    def __init__(self, root: str) -> None:
        self.root, self.record, self.files = root, Record(), {}
        self.wrong: list[str] = []
        self.more = 0
        self.head: tuple = (None, None)
        self.notes: list[str] = []

    def find(self, sentence: str) -> None:
        """Note something that is wrong, once; of very much no more than how much it is."""
        if len(self.wrong) >= MOST_FINDINGS:
            self.more += 1
        elif sentence not in self.wrong:
            self.wrong.append(sentence)

    def path(self, name: str) -> str:
        """Where a file of the dump is."""
        return os.path.join(self.root, *name.split("/"))

    def check(self) -> None:
        """Check everything: the files, the signature on them, the record, and the data against a recount of it."""
        self.guarded(self.check_files)
        self.guarded(self.check_signature)
        self.guarded(self.remember)
        self.guarded(self.check_record)
        for name, compare in COMPARISONS.items():
            self.guarded(partial(compare, self, name))

    def guarded(self, check: Callable[[], None]) -> None:
        """Do one of the checks; what cannot be read is one more thing that is wrong."""
        try:
            check()
        except Wrong as wrong:
            self.find(str(wrong))
        except OSError as error:
            self.find(f"{error.filename or self.root} cannot be read: {error.strerror}")
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            self.find(f"{self.reading} does not hold what a dump has there: {error!r}")

    reading = "manifest.json"

    def load(self, name: str) -> Any:
        """What a JSON file of the dump holds. Raises Wrong."""
        self.reading = name
        if is_link(self.root, name):
            raise Wrong(f"{name} is a symbolic link; a dump has none")
        return document(self.path(name))

    def items(self, name: str) -> list[Any]:
        """The things that a file of the dump lists."""
        found = self.load(name)
        return found if isinstance(found, list) else found.get("items", found.get("keys"))

    def check_files(self) -> None:
        """Every file is listed with its SHA-256, and every file that is listed is there."""
        for path, size, digest in self.listed():
            if not isinstance(path, str) or os.path.isabs(path) or {"..", ""} & set(path.split("/")):
                raise Wrong(f"manifest.json lists {path!r}, which is no file of a dump")
            self.files[path] = digest
            if is_link(self.root, path):
                self.find(f"{path} is a symbolic link; a dump has none")
            elif not os.path.isfile(self.path(path)):
                self.find(f"{path} is missing")
            elif digest_of(self.path(path)) != (size, digest):
                self.find(f"{path} was changed: it is not the file that manifest.json lists")
        own = {"manifest.json", "manifest.sig.json"}
        for folder, folders, names in os.walk(self.root):
            links = [each for each in folders if os.path.islink(os.path.join(folder, each))]
            for name in names + links:
                path = os.path.relpath(os.path.join(folder, name), self.root).replace(os.sep, "/")
                if path not in self.files and path not in own:
                    self.find(f"{path} was added: manifest.json does not list it")

    def listed(self) -> Iterator[list]:
        """The rows of the manifest, a line each: path, size, SHA-256. Raises Wrong."""
        if is_link(self.root, "manifest.json"):
            raise Wrong("manifest.json is a symbolic link; a dump has none")
        for n, line in enumerate(lines_in(self.path("manifest.json"))):
            try:
                text = line.decode("utf-8").strip()
                if n == 0:
                    opening = json.loads(text if text.endswith("}") else text + "]}")
                    self.head = (opening["n"], opening["hash"])
                    yield from opening["files"]
                elif text != "]}":
                    path, size, digest = json.loads(text.rstrip(","))
                    yield [path, size, digest]
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise Wrong(f"manifest.json, line {n + 1}, is not readable: {error}") from None

    def remember(self) -> None:
        """Which entries are vouched for elsewhere in the dump: their hashes are kept when they come by."""
        self.record.wanted.update(each["n"] for each in self.items("data/checkpoints.json"))
        self.record.wanted.update(each["head"]["n"] for each in self.items("data/seals.json"))

    def check_record(self) -> None:
        """The record, entry by entry, and that it ends where the manifest says."""
        name = self.reading = "data/ledger.ndjson"
        if is_link(self.root, name):
            raise Wrong(f"{name} is a symbolic link; a dump has none")

        def tell(n: int, wrong: str, line: bytes) -> None:
            try:
                about = f" ({said_by(shaped(line))})"
            except (Wrong, TypeError, AttributeError):
                about = ""
            self.find(f"{name}: entry {n} {wrong}{about}")

        read(self.path(name), self.record, tell)
        if self.head != (self.record.n, self.record.head):
            self.find(f"{name} ends with entry {self.record.n}, not where manifest.json says that it ended")
        key = self.record.keys.used_at(self.record.n)
        if self.signed is None and key is None:
            self.notes.append("This dump is not signed: its site had no key.")
        elif self.signed is None or self.signed.get("key") != key:
            self.find("manifest.sig.json is not signed with the key that was in use")

    signed: dict | None = None

    def check_signature(self) -> None:
        """The site's signature on the manifest, with a key that the record tells of."""
        given = self.load("manifest.sig.json")
        self.signed = given["signed"]
        if self.signed is None:
            return
        if (self.signed["n"], self.signed["hash"]) != self.head:
            self.find("manifest.sig.json is not about this record: it names another last entry")
        if self.signed["manifest"] != digest_of(self.path("manifest.json"))[1]:
            self.find("manifest.json was changed: it is not the list that the site signed")
        publics = {each["id"]: each["public"] for each in self.items("data/keys.json")}
        public = hexed(publics.get(self.signed["key"]), 32)
        text = signed_text(**self.signed)
        if self.signed.get("type") != "dump" or not is_signature(public, text, hexed(given["signature"], 64)):
            self.find("manifest.sig.json bears a signature that the site's key did not make")

    def same(self, name: str, what: str, stated: object, found: object) -> None:
        """Note where a file states something else than the record comes to."""
        if stated != found:
            self.find(f"{name} states {shown(stated)} for {what}; it comes to {shown(found)}")

    def named_once(self, name: str, what: str, stated: Iterable, found: Iterable) -> None:
        """Note things that a file leaves out, or that the record does not know."""
        for each in sorted(set(map(str, found)) - set(map(str, stated))):
            self.find(f"{name} leaves out {what} {each}")
        for each in sorted(set(map(str, stated)) - set(map(str, found))):
            self.find(f"{name} has {what} {each}, which the record does not know")


def shown(value: object) -> str:
    """A value in a sentence, shortened."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:200] + "…"


def compare_keys(dump: Dump, name: str) -> None:
    """The site's keys are those on record."""
    found = {each["id"]: each["public"] for each in dump.items(name)}
    dump.named_once(name, "the key", found, dump.record.keys.public)
    for id, public in found.items():
        dump.same(name, f"the key {id}", public, dump.record.keys.public.get(id, public))


def compare_checkpoints(dump: Dump, name: str) -> None:
    """Every checkpoint is signed by the site and fits the record."""
    for each in dump.items(name):
        try:
            check_checkpoint(dump.record, each)
        except Wrong as wrong:
            dump.find(f"{name}: {wrong}")


def compare_drafts(dump: Dump, name: str) -> None:
    """Every draft has the clauses of the record, in words that have their digests."""
    there = [each for each in dump.files if each.startswith(name) and each.endswith(".json")]
    dump.named_once(name, "draft", [each[len(name) : -len(".json")] for each in there], dump.record.drafts)
    for path in there:
        dump.guarded(partial(compare_draft, dump, path, path[len(name) : -len(".json")]))


def compare_draft(dump: Dump, name: str, version: str) -> None:
    """One draft."""
    data, clauses = dump.load(name), dump.record.drafts.get(version, {})
    normative = dump.record.texts.normative.get(version)
    dump.same(name, "its digest", data["digest"], dump.record.texts.digests.get(version))
    rows = [
        f"{each['sha256']}  {each['name']}\n" for each in sorted(data["files"], key=lambda each: each["name"])
    ]
    dump.same(name, "the digest of its files", data["digest"], digest_text("".join(rows)))
    for each in data["files"]:
        if digest_text(each["content"]) != each["sha256"]:
            dump.find(f"{name}: the file {each['name']} is not the one that was published")
    dump.named_once(name, "the clause", [each["key"] for each in data["clauses"]], clauses)
    for each in data["clauses"]:
        key, (words, meaning) = each["key"], clauses.get(each["key"], (each["wording"], each["meaning"]))
        dump.same(name, f"the wording of {key}", each["wording"], words)
        dump.same(name, f"the meaning of {key}", each["meaning"], meaning)
        if digest_text(normal(each["text"])) != words:
            dump.find(f"{name}: the words of {key} in draft {version} were changed")
        if normative is not None and each["kind"] in TAKES_POSITIONS:
            dump.same(name, f"whether {key} is normative", each["normative"], key in normative)


TAKES_POSITIONS = ("paragraph", "item", "row", "note", "footnote")


def digest_text(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


QUOTES = {**dict.fromkeys("\u2018\u2019\u201a\u201b", "'"), **dict.fromkeys("\u201c\u201d\u201e\u201f", '"')}
DASHES = dict.fromkeys(
    "\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u301c\u3030\uff0d", "-"
)
UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None)
STRAIGHT = str.maketrans({**QUOTES, **DASHES, **UNSEEN})


def normal(text: str) -> str:
    """Words in the form whose hash names a wording: NFC, straight quotes, one kind of dash and of space, nothing unseen."""
    straight = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(STRAIGHT))
    return re.sub(r"\s+", " ", straight).strip()


def counts_of(totals: dict) -> list[int]:
    """The numbers of a tally in the order of CHOICES."""
    return [totals[choice] for choice in CHOICES]


def compare_tallies(dump: Dump, name: str) -> None:
    """Every tally is what the positions come to, as a whole, by stakeholder group and by channel."""
    drafts, record = dump.load(name)["drafts"], dump.record
    for version in {**record.drafts, **drafts}:
        stated = drafts.get(version, {})
        if version not in record.drafts:
            dump.find(f"{name} has draft {version}, which the record does not know")
            continue
        for key in {**record.drafts[version], **stated}:
            if key not in record.drafts[version]:
                dump.find(f"{name} has {key} in draft {version}, which the record does not know")
            else:
                compare_tally(dump, name, (version, key), stated.get(key, {}))


def compare_tally(dump: Dump, name: str, place: tuple[str, str], stated: dict) -> None:
    """The tally of one clause."""
    found: dict[str, dict[str, list[int]]] = {"totals": {}, "by_group": {}, "by_channel": {}}
    for each in dump.record.votes.counted(place[0], place[1], dump.record.n):
        parts = ("totals", ""), ("by_group", each.group or "unstated"), ("by_channel", each.channel)
        for part, slug in parts:
            found[part].setdefault(slug, list(NOTHING))[each.choice] += 1
    where = f"{place[1]} in draft {place[0]}"
    totals = counts_of(stated["totals"]) if "totals" in stated else list(NOTHING)
    dump.same(name, where, totals, found["totals"].get("", list(NOTHING)))
    for part, of in (("by_group", "stakeholder group"), ("by_channel", "channel")):
        said = {slug: counts_of(each) for slug, each in stated.get(part, {}).items()}
        for slug in {**found[part], **said} if part in stated or not stated else ():
            one, other = (each.get(slug, list(NOTHING)) for each in (said, found[part]))
            dump.same(name, f"{where}, {of} {slug}", one, other)


def compare_gate(dump: Dump, name: str) -> None:
    """Every number of the path to stable is what the record comes to."""
    gate, texts, drafts = dump.record.gate, dump.record.texts, dump.load(name)["drafts"]
    dump.named_once(name, "draft", drafts, texts.drafts)
    for version in drafts.keys() & texts.drafts.keys():
        targets, due = drafts[version], () if version in texts.withdrawn else gate.versions
        dump.named_once(name, f"for draft {version} the criteria for", targets, due)
        for target, stated in targets.items():
            held = next((row for row in gate.versions.get(target, ()) if row[1] == stated["version"]), None)
            if held is None:
                dump.find(
                    f"{name} has version {stated['version']} of the criteria for {target}, which was never set"
                )
                continue
            told = {
                row["id"]: [row["id"], row["state"], row["value"], row["threshold"]]
                for row in stated["criteria"]
            }
            found = {row[0]: row for row in gate.states(version, held)}
            dump.named_once(name, f"the criterion ({target})", told, found)
            for id in found.keys() & told.keys():
                if found[id] != told[id] and found[id][1] != UNTOLD:
                    dump.find(f"{name} {differs(told[id], found[id])} of draft {version} ({target})")
            passes = all(
                row[1] == "pass" or (row[1] == UNTOLD and stated["passes"]) for row in found.values()
            )
            dump.same(name, f"whether draft {version} passes ({target})", stated["passes"], passes)


def compare_endorsements(dump: Dump, name: str) -> None:
    """Every endorsement stands as the record tells it."""
    made, items = dump.record.endorsements.made, {each["id"]: each for each in dump.items(name)}
    dump.named_once(name, "endorsement", items, made)
    for id in items.keys() & made.keys():
        stated, found = items[id], made[id]
        for field in ("draft", "kind", "group", "organisation", "confirmed"):
            dump.same(name, f"endorsement {id}, {field}", stated[field], getattr(found, field))
        stands = sorted(found.on) if found.state == "stands" else []
        dump.same(name, f"endorsement {id}, the drafts it stands for", sorted(stated["stands_on"]), stands)


def compare_seals(dump: Dump, name: str) -> None:
    """Every bundle before the board has its digests, and was signed as the record tells."""
    seals = {each.bundle: each for each in dump.record.seals.seals}
    items = {each["bundle"]: each for each in dump.items(name)}
    dump.named_once(name, "the bundle", items, seals)
    for bundle in items.keys() & seals.keys():
        stated, found = items[bundle], seals[bundle]
        for field in ("draft", "core", "needed", "of"):
            dump.same(name, f"the seal on draft {found.draft}, {field}", stated[field], getattr(found, field))
        head = {"n": found.head, "hash": dump.record.hashes.get(found.head)}
        dump.same(name, f"where the record ended for the seal on draft {found.draft}", stated["head"], head)
        stances = {each["by"]: each["stance"] for each in stated["signatures"]}
        dump.same(name, f"who signed draft {found.draft}", stances, found.stances)
        done = stated.get("completed") or {}
        dump.same(name, f"the signature on draft {found.draft}", done.get("signature") or "", found.signature)
        dump.same(name, f"the key that sealed draft {found.draft}", done.get("key") or "", found.key)
        dump.guarded(partial(compare_bundle, dump, f"data/bundles/{found.bundle}.ndjson", found))


def compare_bundle(dump: Dump, name: str, seal: Seal) -> None:
    """A bundle: its digest names it, and its core is what was signed for."""
    dump.reading = name
    whole_, core, last = hashlib.sha256(), hashlib.sha256(), b""
    for line in lines_in(dump.path(name)):
        whole_.update(line)
        core.update(last)
        last = line
    if whole_.hexdigest() != seal.bundle or core.hexdigest() != seal.core:
        dump.find(f"{name} is not the bundle of draft {seal.draft} that the board was shown")


def compare_systems(dump: Dump, name: str) -> None:
    """Every system has the verdicts of the record."""
    known, verdicts = dump.record.systems.known, dump.record.systems.verdicts
    items = {each["slug"]: each["verdicts"] for each in dump.items(name)}
    dump.named_once(name, "the system", items, known)
    for slug, stated in items.items():
        for version in {*stated, *verdicts}:
            verdict, _basis, leads = verdicts.get(version, {}).get(slug, (None, "", ""))
            if leads is not None:
                dump.same(name, f"{slug} under draft {version}", stated.get(version), verdict)


def compare_stops(dump: Dump, name: str) -> None:
    """Every stop is planned, open, closed or cancelled as the record tells."""
    stated, found = {each["slug"]: each["state"] for each in dump.items(name)}, dump.record.people.stops
    dump.named_once(name, "the stop", stated, found)
    for slug in stated.keys() & found.keys():
        dump.same(name, f"the stop {slug}", stated[slug], found[slug])


def compare_comments(dump: Dump, name: str) -> None:
    """Every comment is there, of its kind, at its place, and answered as the record tells."""
    seen, said = set(), dump.record.talk.said
    for path in sorted(each for each in dump.files if each.startswith(name) and each.endswith(".ndjson")):
        dump.reading = path
        for line in lines_in(dump.path(path)):
            each = json.loads(line.decode("utf-8"))
            seen.add(each["id"])
            if each["id"] in said:
                compare_comment(dump, path, each, said[each["id"]])
    dump.named_once(name, "comment", seen, said)


def compare_comment(dump: Dump, name: str, stated: dict, found: Said) -> None:
    """One comment."""
    outcome = stated.get("disposition")
    outcome = outcome.get("outcome") if isinstance(outcome, dict) else outcome
    here = [stated["kind"], stated["draft"], bool(stated.get("deleted")), outcome]
    there = [found.kind, found.own[0], found.gone, found.outcome]
    dump.same(name, f"comment {stated['id']} (kind, draft, deleted, answer)", here, there)


COMPARISONS: dict[str, Callable[[Dump, str], None]] = {
    "data/keys.json": compare_keys, "data/checkpoints.json": compare_checkpoints, "data/drafts/": compare_drafts,
    "data/tallies.json": compare_tallies, "data/gate.json": compare_gate, "data/endorsements.json": compare_endorsements,
    "data/seals.json": compare_seals, "data/systems.json": compare_systems, "data/stops.json": compare_stops,
    "data/comments/": compare_comments,
}  # fmt: skip


# What may be asked besides.


def check_checkpoint(record: Record, given: dict) -> None:
    """Whether the record has an entry as the site once signed for it. Raises Wrong."""
    if not isinstance(given, dict) or not isinstance(given.get("n"), int) or isinstance(given["n"], bool):
        raise Wrong("this is no checkpoint: it has no number of an entry")
    n, key = given["n"], given.get("key")
    if not 0 < n <= record.n:
        raise Wrong(f"the checkpoint is of entry {n}; this record ends with entry {record.n}")
    if record.hashes.get(n) != given.get("hash"):
        raise Wrong(
            f"entry {n} is not the one that the checkpoint names: this record was rewritten before that"
        )
    text = signed_text(type="checkpoint", n=n, hash=given["hash"], at=given.get("at"), key=key)
    try:
        record.keys.check(text, str(key), given.get("signature"), n)
    except Wrong as wrong:
        raise Wrong(f"the checkpoint of entry {n} {wrong}") from None


def checkpoints_in(found: Any) -> list[dict]:
    """The checkpoints that a file holds: one, a list of them, or the one in a receipt. Raises Wrong."""
    if isinstance(found, dict):
        found = found.get("items") or found.get("checkpoint") or found
    listed = found if isinstance(found, list) else [found]
    if not listed or not all(isinstance(each, dict) and isinstance(each.get("n"), int) for each in listed):
        raise Wrong("this file holds no checkpoint")
    return listed


def prove_checkpoints(record: Record, given: list[dict]) -> None:
    """Say of which entries the site signed that they are as they are here. Raises Wrong."""
    for each in sorted(given, key=lambda each: each["n"]):
        check_checkpoint(record, each)
        print(f"Entry {each['n']} is as the site signed it at {each['at']}, with the key {each['key']}.")
    places = sorted({each["n"] for each in given})
    if len(places) > 1:
        print(f"Nothing from entry 1 to entry {places[-1]} was rewritten between these signatures.")


def print_tally(record: Record, version: str) -> None:
    """Print what the positions on a draft come to, one line for each clause of which anything is said."""
    if version not in record.drafts:
        raise Wrong(f"there is no draft {version} in this record")
    print(",".join(["key", *CHOICES, "n"]))
    found = {key: record.tally(version, key, record.n) for key in record.drafts[version]}
    for key in filter(lambda key: any(found[key]), found):
        print(",".join([key, *map(str, found[key]), str(sum(found[key]))]))


def print_gate(record: Record, version: str) -> None:
    """Print what every criterion comes to for a draft, one line each."""
    if version not in record.drafts:
        raise Wrong(f"there is no draft {version} in this record")
    if not record.gate.versions:
        raise Wrong("this record has no criteria for a release")
    print("target,version,criterion,state,value,threshold")
    for target in record.gate.versions:
        held = record.gate.holding(target, version)
        for row in record.gate.states(version, held):
            print(",".join([target, str(held[1]), *("" if each is None else str(each) for each in row)]))


def receipt_in(found: object) -> dict:
    """The receipt that a file holds: {n, hash}, with whatever stands around it."""
    held = found.get("receipt", found) if isinstance(found, dict) else {}
    return held if isinstance(held, dict) else {}


def prove(record: Record, found: object) -> None:
    """Say where the position of a receipt counts; raise Wrong when the record does not have it exactly once."""
    receipt = receipt_in(found)
    n = receipt.get("n")
    if not is_number(n) or n not in record.hashes or record.hashes[n] != receipt.get("hash"):
        raise Wrong("the receipt is not in this record: no entry has its number and its hash")
    print(f"The receipt is in this record exactly once, as entry {n}.")
    for position in filter(lambda each: each.n == n, record.positions.values()):
        version, key = position.place
        print(f"It says {CHOICES[position.choice]} of {key} in draft {version}.")
        print(where(record, position))
    if isinstance(found, dict) and found.get("checkpoint"):
        prove_checkpoints(record, checkpoints_in(found["checkpoint"]))


def is_number(value: object) -> bool:
    """Whether a value is the number of an entry."""
    return isinstance(value, int) and not isinstance(value, bool)


def where(record: Record, position: Position) -> str:
    """Where a position counts now, and in which results it was counted, as sentences."""
    drafts, meaning = record.drafts, record.votes.meaning(position)
    places = [
        (version, key) for version, found in drafts.items() for key in found if found[key][1] == meaning
    ]

    def counted(n: int, some: list[tuple[str, str]]) -> str:
        found = [each for each in some if record.votes.counts(position, drafts[each[0]][each[1]][0], n)]
        return "; ".join(f"{key} in draft {version}" for version, key in found)

    now = counted(record.n, places)
    over = f"It is not counted any more: entry {position.ended}."
    if position.ended is None and position.is_aside(record.n):
        over = f"It is set aside, and not counted for now: entry {position.asides[-1]}."
    said = f"It is counted in: {now}." if now else over
    kept = [counted(n, [each for each in places if each[0] == version]) for version, n in record.results]
    return said + "".join(f" It is in the result that was kept of {each}." for each in kept if each)


def summed_up(record: Record) -> None:
    """Print what a record that holds comes to."""
    print(f"{record.n} entries, each following from the one before. The last hash is {record.head}")
    if record.positions:
        many, agreed = len(record.positions), len(record.results)
        print(f"{many} positions, counted again; results on record that they agree with: {agreed}")
    if record.gate.counted:
        print(f"{record.gate.counted} counts of the path to stable, each counted again at its entry")
    if record.keys.checked:
        print(f"{record.keys.checked} signatures of the site, each made with the key in use")
    for version, seal in record.seals.completed.items():
        print(
            f"Draft {version} is sealed: signed by {sum(s == 'sign' for s in seal.stances.values())} of {seal.of}"
        )
    if record.gate.untold:
        print(
            f"Note: {record.gate.untold} of their numbers cannot be counted, since earlier entries do not say enough."
        )
    for n in record.keys.lost:
        print(f"Note: entry {n} sets a key that the key before did not sign, because that was lost.")


def timed(began: float) -> None:
    """Say how long it took, where anybody would have noticed."""
    if time.monotonic() - began > 5:
        print(f"Checked in {time.monotonic() - began:.0f} seconds.")


def check_dump(root: str, asked: dict) -> Record:
    """Check a dump. Raises SystemExit with 1 when anything is wrong, after everything was said."""
    dump = Dump(root)
    dump.record.wanted = asked["wanted"]
    dump.check()
    for sentence in dump.wrong:
        say(sentence)
    if dump.more:
        say(f"… and {dump.more} more")
    if dump.wrong:
        raise SystemExit(1)
    print(f"{len(dump.files)} files, each as the list of files says; the data agree with the record")
    for note in dump.notes:
        print(f"Note: {note}")
    return dump.record


def asked_of(arguments: list[str]) -> dict | None:
    """The file and the options; None where it is not clear what is asked."""
    options = [at for at, each in enumerate(arguments) if each in ASKS]
    asked = [(arguments[at], arguments[at + 1]) for at in options if at + 1 < len(arguments)]
    files = [each for at, each in enumerate(arguments) if at not in options and at - 1 not in options]
    if len(files) != 1 or files[0].startswith("-") or len(asked) != len(options):
        return None
    return {"file": files[0], "options": asked, "wanted": set(), "checkpoints": []}


def prepare(asked: dict) -> None:
    """Read the files that are to be found in the record, so that their entries are remembered. Raises Wrong."""
    for at, (option, value) in enumerate(asked["options"]):
        if option == "--receipt":
            found = document(value)
            asked["options"][at] = (option, found)
            asked["wanted"].add(receipt_in(found).get("n") if is_number(receipt_in(found).get("n")) else 0)
            beside = found.get("checkpoint") if isinstance(found, dict) else None
            asked["wanted"].update(each["n"] for each in (checkpoints_in(beside) if beside else ()))
        elif option == "--checkpoint":
            asked["checkpoints"] += checkpoints_in(document(value))
    asked["wanted"].update(each["n"] for each in asked["checkpoints"])


def answer(asked: dict) -> None:
    """Check what is to be checked, and answer what is asked. Raises Wrong, OSError, SystemExit."""
    began = time.monotonic()
    prepare(asked)
    is_folder = os.path.isdir(asked["file"])
    record = check_dump(asked["file"], asked) if is_folder else verify(asked["file"], asked["wanted"])
    summed_up(record)
    timed(began)
    for option, value in asked["options"]:
        ASKS[option](record, value)
    prove_checkpoints(record, asked["checkpoints"])


def main(arguments: list[str]) -> int:
    """Do what is asked; 0: it holds, 1: it does not, 2: it is not clear what to check."""
    asked = asked_of(arguments)
    if asked is None:
        explain = arguments in (["-h"], ["--help"])
        print((__doc__ or "").strip(), file=sys.stdout if explain else sys.stderr)
        return 0 if explain else 2
    gc.disable()
    try:
        answer(asked)
    except OSError as error:
        say(f"this cannot be read: {error}")
    except (ValueError, Wrong) as error:
        say(str(error))
    except MemoryError:
        say("this record is too large for the memory of this machine")
    else:
        return 0
    finally:
        gc.enable()
    return 1


def nothing_yet(record: Record, value: Any) -> None:
    """Checkpoints are compared with each other, all at the end."""


ASKS: dict[str, Callable[[Record, Any], None]] = {
    "--tally": print_tally, "--gate": print_gate, "--receipt": prove, "--checkpoint": nothing_yet,
}  # fmt: skip

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # sys.stderr and sys.stdout can be
    sys.exit(main(sys.argv[1:]))
