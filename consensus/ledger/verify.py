#!/usr/bin/env python3
"""Check an export of the public record, far from the site that made it, and count its positions again.

    python3 verify.py ledger.ndjson
    python3 verify.py ledger.ndjson --tally 0.0.9
    python3 verify.py ledger.ndjson --receipt receipt.json

One file of the standard library, independent of the site's own code. It exits 0 when every entry follows from the
one before, every position is one that could be taken, and every result on record is what the positions come to; or 1,
naming the first entry that is not so. An entry's hash is the SHA-256 of the canonical JSON (RFC 8785) of its other
fields; the first entry's ``previous`` is 64 zeros.

A position counts wherever its clause means what it meant where the position was taken; of one person (``v:…``) and
one meaning the last one counts, until it is taken back. Where its holder refused to have it carried, it counts on the
very words alone. What somebody says through a channel counts nothing while they are set aside. ``--tally`` prints what the positions on a draft come to. ``--receipt`` takes a file with what was
answered to a position, ``{"n": …, "hash": …}``: it has to be in the record exactly once; and says where it counts.
"""

# mypy: disable-error-code="type-arg,var-annotated"
import hashlib
import json
import sys

FIELDS = {
    "n": int, "at": str, "verb": str, "by": str, "subject": str, "details": dict, "previous": str, "hash": str,
}  # fmt: skip
CHOICES = ("support", "accept", "abstain", "object")


class Wrong(Exception):
    """What is wrong with an entry, as the rest of a sentence that begins with its number."""


def no_floats(text: str) -> None:
    """Refuse a number that has no single canonical form."""
    raise ValueError("a number with a fraction cannot stand in the record: " + text)


def once(pairs: "list[tuple[str, object]]") -> "dict[str, object]":
    """The fields of an object, none of which may be given twice."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a field is given twice")
    return dict(pairs)


def entry_of(raw: bytes, expected: int, previous: str) -> "dict":
    """The entry of one line. Raises Wrong when it is none, or does not follow from the one before."""
    try:
        line = raw.decode("utf-8")
        entry = json.loads(line, parse_float=no_floats, parse_constant=no_floats, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise Wrong("is not readable: %s" % error)
    if not line.endswith("}\n"):
        raise Wrong("does not end its line as an export does")
    if not isinstance(entry, dict) or set(entry) != set(FIELDS):
        raise Wrong("does not have the fields %s" % ", ".join(FIELDS))
    for name, kind in FIELDS.items():
        if not isinstance(entry[name], kind) or isinstance(entry[name], bool):
            raise Wrong("has a field %s that is no %s" % (name, kind.__name__))
    if entry["n"] != expected:
        raise Wrong("is missing; number %d stands in its place" % entry["n"])
    if entry["previous"] != previous:
        raise Wrong("does not continue the entry before it")
    if hash_of(entry) != entry["hash"]:
        raise Wrong("is not what was recorded: its hash does not fit its words")
    return entry


def hash_of(entry: "dict") -> str:
    """The hash that an entry should have."""
    rest = {name: entry[name] for name in FIELDS if name != "hash"}
    words = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        return hashlib.sha256(words.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        raise Wrong("holds text that is no Unicode")


class Position:
    """What somebody said of a clause: from which entry on, and until which; None: it stands.

    ``asides``: the entries that set it aside, and back, in turn.
    """

    def __init__(self, entry: "dict", place: "tuple[str, str]", choice: str) -> None:
        self.n, self.ref, self.voter = entry["n"], entry["subject"], entry["by"]
        self.place, self.choice, self.ended, self.refused = place, choice, None, None
        self.channel, self.asides = entry["details"]["channel"], []

    def is_aside(self, n: int) -> bool:
        """Whether it was set aside when entry ``n`` had been made."""
        return sum(each <= n for each in self.asides) % 2 == 1


class Record:
    """What the entries so far come to.

    ``drafts``: version → key → (words, meaning); ``on``: meaning → every position ever taken on it; ``held``: voter →
    meaning → the position that stands.
    """

    def __init__(self) -> None:
        self.n, self.head, self.results = 0, "0" * 64, []
        self.hashes, self.drafts, self.positions, self.on, self.held = {}, {}, {}, {}, {}

    def take(self, entry: "dict") -> None:
        """Let one entry change what there is. Raises Wrong."""
        try:
            if entry["verb"] in ACTS:
                ACTS[entry["verb"]](self, entry, entry["details"])
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise Wrong("does not hold what a recount needs: %r" % error)

    def publish(self, entry: "dict", details: "dict") -> None:
        """A draft: its clauses with their words and meanings."""
        version, triples = entry["subject"].partition(":")[2], details.get("clauses") or []
        self.drafts[version] = {key: (words, means) for key, words, means in triples}

    def correct(self, entry: "dict", details: "dict") -> None:
        """Clauses of published drafts got another key or meaning; positions on them go with them."""
        moved = {(version, key): (new, means) for version, key, new, means in details.get("placements") or []}
        before = {place: self.drafts[place[0]].pop(place[1]) for place in moved}
        for place, (new, means) in moved.items():
            self.drafts[place[0]][new] = (before[place][0], means)
        taken = []
        for former in {means for _words, means in before.values()}:
            for position in self.on.pop(former, []):
                self.held.get(position.voter, {}).pop(former, None)
                taken.append((position, former))
        for position, former in taken:
            key, means = moved.get(position.place, (position.place[1], former))
            position.place = (position.place[0], key)
            self.put(position, means)

    def put(self, position: Position, meaning: int) -> None:
        """Count a position on a meaning, where it stands in place of what its holder said of that before."""
        self.on.setdefault(meaning, []).append(position)
        if position.ended is None:
            held = self.held.setdefault(position.voter, {})
            if meaning in held:
                held[meaning].ended = position.n
            held[meaning] = position

    def say(self, entry: "dict", details: "dict") -> None:
        """A position on the words that a clause has in a draft."""
        place = (details["draft"], details["key"])
        if place[1] not in self.drafts.get(place[0], {}):
            raise Wrong("takes a position on %s, which is not in draft %s" % (place[1], place[0]))
        words, meaning = self.drafts[place[0]][place[1]]
        if details["wording"] != words:
            raise Wrong("takes a position on other words than %s has in draft %s" % (place[1], place[0]))
        if details["choice"] not in CHOICES or (details["en_bloc"] and details["choice"] != "accept"):
            raise Wrong("takes a position that there is not: %s" % details["choice"])
        if not entry["by"].startswith("v:") or entry["subject"] in self.positions:
            raise Wrong("takes %s for the second time, or in nobody's name" % entry["subject"])
        position = self.positions[entry["subject"]] = Position(entry, place, details["choice"])
        self.put(position, meaning)

    def own(self, entry: "dict") -> Position:
        """The standing position that an entry is about, which has to be its author's."""
        position = self.positions.get(entry["subject"])
        if position is None or position.ended is not None or position.voter != entry["by"]:
            raise Wrong("is about %s, which is no standing position of its author" % entry["subject"])
        return position

    def withdraw(self, entry: "dict", details: "dict") -> None:
        """A position is taken back."""
        position = self.own(entry)
        position.ended = entry["n"]
        del self.held[position.voter][self.drafts[position.place[0]][position.place[1]][1]]

    def refuse(self, entry: "dict", details: "dict") -> None:
        """A position counts from now on on its very words alone."""
        self.own(entry).refused = entry["n"]

    def join(self, entry: "dict", details: "dict") -> None:
        """A participant goes on under another id; of two positions on one meaning one ends, and no other."""
        ended, own = set(details["ended"]), self.held.setdefault(details["into"], {})
        for meaning, position in self.held.pop(entry["by"], {}).items():
            position.voter = details["into"]
            both = [position] + ([own[meaning]] if meaning in own else [])
            left = [each for each in both if each.ref not in ended]
            if len(left) != 1:
                raise Wrong("joins two people and leaves %d positions of theirs on one meaning" % len(left))
            for each in both:
                each.ended = None if each is left[0] else entry["n"]
            own[meaning], ended = left[0], ended.difference(each.ref for each in both)
        if ended:
            raise Wrong("ends %s, which nothing else replaces" % ", ".join(sorted(ended)))

    def put_aside(self, entry: "dict", details: "dict") -> None:
        """What some people say through a channel counts nothing from now on, or it counts again."""
        back, held = (
            entry["verb"] == "positions.restored",
            [self.held.get(each, {}) for each in details["voters"]],
        )
        there = [each for some in held for each in some.values() if each.channel == details["channel"]]
        found = [each for each in there if each.is_aside(entry["n"]) == back]
        if len(found) != details["n"]:
            raise Wrong("sets %s positions aside, or back; there are %d" % (details["n"], len(found)))
        for position in found:
            position.asides.append(entry["n"])

    def tally(self, version: str, key: str, n: int) -> "list[int]":
        """How many said each of CHOICES of a clause when entry ``n`` had been made."""
        words, meaning = self.drafts[version][key]
        found = [0] * len(CHOICES)
        for position in self.on.get(meaning, []):
            found[CHOICES.index(position.choice)] += self.counts(position, words, n)
        return found

    def counts(self, position: Position, words: str, n: int) -> bool:
        """Whether a position of the right meaning counted on some words when entry ``n`` had been made."""
        stood = position.n <= n and (position.ended is None or n < position.ended)
        carried = position.refused is None or n < position.refused
        same = self.drafts[position.place[0]][position.place[1]][0] == words
        return stood and not position.is_aside(n) and (carried or same)

    def keep(self, entry: "dict", details: "dict") -> None:
        """A closed draft's result, which has to be what stood at its closing."""
        version = entry["subject"].partition(":")[2]
        stated = {key: counts for key, *counts in details["totals"]}
        for key in {**self.drafts[version], **stated}:
            found, told = self.tally(version, key, details["closing"]), stated.get(key, [0] * len(CHOICES))
            if told != found:
                raise Wrong("states %s of %s in draft %s; it comes to %s" % (told, key, version, found))
        self.results.append((version, details["closing"]))


ACTS = {
    "draft.published": Record.publish,
    "draft.map-corrected": Record.correct,
    "position.taken": Record.say,
    "position.withdrawn": Record.withdraw,
    "position.refused": Record.refuse,
    "voter.joined": Record.join,
    "positions.set-aside": Record.put_aside,
    "positions.restored": Record.put_aside,
    "result.kept": Record.keep,
}


def verify(path: str) -> Record:
    """Check a file, and say what it comes to; or print what is wrong and raise SystemExit with 1."""
    record = Record()
    with open(path, "rb") as lines:
        for n, line in enumerate(lines, 1):
            try:
                entry = entry_of(line, n, record.head)
                record.n, record.head, record.hashes[entry["hash"]] = n, entry["hash"], n
                record.take(entry)
            except Wrong as wrong:
                print("entry %d %s" % (n, wrong), file=sys.stderr)
                raise SystemExit(1)
    return record


def print_tally(record: Record, version: str) -> None:
    """Print what the positions on a draft come to, one line for each clause of which anything is said."""
    if version not in record.drafts:
        raise Wrong("there is no draft %s in this record" % version)
    print(",".join(["key", *CHOICES, "n"]))
    found = {key: record.tally(version, key, record.n) for key in record.drafts[version]}
    for key in filter(lambda key: any(found[key]), found):
        print(",".join([key, *map(str, found[key]), str(sum(found[key]))]))


def prove(record: Record, path: str) -> None:
    """Say where the position of a receipt counts; raise Wrong when the record does not have it exactly once."""
    with open(path, "rb") as file:
        held = json.loads(file.read().decode("utf-8"))
    receipt = held.get("receipt", held) if isinstance(held, dict) else {}
    n = receipt.get("n") if isinstance(receipt, dict) else None
    if n is None or record.hashes.get(str(receipt.get("hash"))) != n:
        raise Wrong("the receipt is not in this record: no entry has its number and its hash")
    print("The receipt is in this record exactly once, as entry %d." % n)
    for position in filter(lambda each: each.n == n, record.positions.values()):
        print("It says %s of %s in draft %s." % (position.choice, position.place[1], position.place[0]))
        print(where(record, position))


def where(record: Record, position: Position) -> str:
    """Where a position counts now, and in which results it was counted, as sentences."""
    meaning = record.drafts[position.place[0]][position.place[1]][1]
    clauses = [(version, key) for version, found in record.drafts.items() for key in found]
    places = [(version, key) for version, key in clauses if record.drafts[version][key][1] == meaning]

    def counted(n: int, some: "list[tuple[str, str]]") -> str:
        found = [each for each in some if record.counts(position, record.drafts[each[0]][each[1]][0], n)]
        return "; ".join("%s in draft %s" % (key, version) for version, key in found)

    now = counted(record.n, places)
    over = "It is not counted any more: entry %s." % position.ended
    if position.ended is None and position.is_aside(record.n):
        over = "It is set aside, and not counted for now: entry %d." % position.asides[-1]
    said = "It is counted in: %s." % now if now else over
    kept = [counted(n, [each for each in places if each[0] == version]) for version, n in record.results]
    return said + "".join(" It is in the result that was kept of %s." % each for each in kept if each)


def main(arguments: "list[str]") -> int:
    """Do what is asked; 0: it holds, 1: it does not, 2: it is not clear what to check."""
    options = [at for at, each in enumerate(arguments) if each in ASKS]
    asked = [(arguments[at], arguments[at + 1]) for at in options if at + 1 < len(arguments)]
    files = [each for at, each in enumerate(arguments) if at not in options and at - 1 not in options]
    if len(files) != 1 or files[0].startswith("-") or len(asked) != len(options):
        explain = arguments in (["-h"], ["--help"])
        print(__doc__.strip(), file=sys.stdout if explain else sys.stderr)
        return 0 if explain else 2
    try:
        record = verify(files[0])
        print("%d entries, each following from the one before. The last hash is %s" % (record.n, record.head))
        if record.positions:
            count = (len(record.positions), len(record.results))
            print("%d positions, counted again; results on record that they agree with: %d" % count)
        for option, value in asked:
            ASKS[option](record, value)
    except (OSError, ValueError, Wrong) as error:
        print("%s%s" % ("this cannot be read: " * isinstance(error, OSError), error), file=sys.stderr)
        return 1
    return 0


ASKS = {"--tally": print_tally, "--receipt": prove}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
