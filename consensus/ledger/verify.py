#!/usr/bin/env python3
"""Check an export of the public record, far from the site that made it.

    python3 verify.py ledger.ndjson

One file of the standard library, independent of the site's own code. It exits 0 when every entry follows from the
one before, or 1, naming the first entry that does not. An entry's hash is the SHA-256 of the canonical JSON
(RFC 8785) of its other fields; the first entry's ``previous`` is 64 zeros.
"""

import hashlib
import json
import sys

FIELDS = {
    "n": int,
    "at": str,
    "verb": str,
    "by": str,
    "subject": str,
    "details": dict,
    "previous": str,
    "hash": str,
}


def no_floats(text: str) -> None:
    """Refuse a number that has no single canonical form."""
    raise ValueError("a number with a fraction cannot stand in the record: " + text)


def once(pairs: "list[tuple[str, object]]") -> "dict[str, object]":
    """The fields of an object, none of which may be given twice."""
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError("a field is given twice")
    return dict(pairs)


def problem_of(raw: bytes, expected: int, previous: str) -> "tuple[str, str]":
    """What is wrong with one line, or nothing, and the hash of its entry."""
    try:
        line = raw.decode("utf-8")
        entry = json.loads(line, parse_float=no_floats, parse_constant=no_floats, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        return "is not readable: %s" % error, ""
    if not line.endswith("}\n"):
        return "does not end its line as an export does", ""
    if not isinstance(entry, dict) or set(entry) != set(FIELDS):
        return "does not have the fields %s" % ", ".join(FIELDS), ""
    for name, kind in FIELDS.items():
        if not isinstance(entry[name], kind) or isinstance(entry[name], bool):
            return "has a field %s that is no %s" % (name, kind.__name__), ""
    if entry["n"] != expected:
        return "is missing; number %d stands in its place" % entry["n"], ""
    if entry["previous"] != previous:
        return "does not continue the entry before it", ""
    rest = {name: entry[name] for name in FIELDS if name != "hash"}
    words = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        found = hashlib.sha256(words.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        return "holds text that is no Unicode", ""
    if found != entry["hash"]:
        return "is not what was recorded: its hash does not fit its words", ""
    return "", found


def verify(path: str) -> "tuple[int, str]":
    """Check a file; return the number of entries and the last hash, or raise SystemExit with 1."""
    previous, n = "0" * 64, 0
    with open(path, "rb") as lines:
        for line in lines:
            n += 1
            problem, found = problem_of(line, n, previous)
            if problem:
                print("entry %d %s" % (n, problem), file=sys.stderr)
                raise SystemExit(1)
            previous = found
    return n, previous


def main(arguments: "list[str]") -> int:
    """Check the file that is named; 0: it holds, 1: it does not, 2: there is nothing to check."""
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print(__doc__.strip(), file=sys.stderr if not arguments else sys.stdout)
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    try:
        n, head = verify(arguments[0])
    except OSError as error:
        print("%s cannot be read: %s" % (arguments[0], error.strerror), file=sys.stderr)
        return 1
    print("%d entries, each following from the one before. The last hash is %s" % (n, head))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
