"""Records made by hand: entries that follow from each other, by which ``verify.py`` is tried without a site."""

import hashlib
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consensus.ledger.chain import START, canonical, link
from consensus.release import verify

WORDS = hashlib.sha256(b"May be used.").hexdigest()
DIGEST = hashlib.sha256(b"files").hexdigest()
GROUPS = ["regulator", "licensee"]
POLICY = {"groups": [{"slug": each} for each in GROUPS], "last_call_accepted": True}
TIMES = "2026-01-01T{:02}:{:02}:{:02}.000000Z"
CLOSED, LATER = "2026-01-01T00:00:00.000000Z", "2027-01-01T00:00:00.000000Z"
BUNDLE, CORE = "b" * 64, "c" * 64


class Recorded:
    """A record that grows. ``keys``: id → private key, the newest last."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []
        self.keys: dict[str, Ed25519PrivateKey] = {}

    def add(
        self, verb: str, subject: str, *, by: str = "p:ana", at: str | None = None, **details: Any
    ) -> int:
        """Add an entry. → its number."""
        n = len(self.entries) + 1
        entry = {
            "n": n, "at": at or TIMES.format(1 + n // 3600, n // 60 % 60, n % 60), "verb": verb, "by": by, "subject": subject,
            "details": details, "previous": self.entries[-1]["hash"] if self.entries else START,
        }  # fmt: skip
        self.entries.append(entry | {"hash": link(entry)})
        return n

    def publish(self, version: str, keys: tuple[str, ...] = ("use", "study"), **details: Any) -> int:
        """Publish a draft whose clauses all say the same, each with a meaning of its own."""
        drafts = [each for each in self.entries if each["verb"] == "draft.published"]
        previous = drafts[-1]["subject"].partition(":")[2] if drafts else None
        clauses = [[key, WORDS, 100 * len(drafts) + at] for at, key in enumerate(keys)]
        given = {"digest": DIGEST, "previous": previous, "comment_until": CLOSED, "normative": list(keys)}
        n = self.add("draft.published", f"draft:{version}", clauses=clauses, **(given | details))
        self.add("roll.published", f"draft:{version}", draft=version, policy=POLICY)
        return n

    def take(
        self, id: int, choice: str = "support", *, key: str = "use", by: str = "v:ana", **details: Any
    ) -> int:
        """Take a position on a clause of the first draft."""
        said = {
            "draft": "1.0", "key": key, "wording": WORDS, "choice": choice, "group": None, "continent": None,
            "channel": "online", "organisation": None, "maker": False, "en_bloc": False, "established": True,
            "scribe": None, "late": False,
        }  # fmt: skip
        return self.add("position.taken", f"position:{id}", by=by, **(said | details))

    def criteria(
        self, *kinds: dict[str, Any], target: str = "stable", version: int = 1, signatures: int = 2
    ) -> int:
        """Set criteria, each named as its kind."""
        found = [{"id": each["kind"], "necessary": True, **each} for each in kinds]
        return self.add(
            "gate.criteria-set", f"gate:{target}", target=target, version=version, digest=DIGEST, criteria=found,
            signatures=signatures,
        )  # fmt: skip

    def count(self, *states: list[Any], version: str = "1.0", target: str = "stable", by: int = 1) -> int:
        """State what was counted of a draft."""
        return self.add("gate.counted", f"draft:{version}", target=target, version=by, states=list(states))

    def set_key(self, seed: int, **changed: Any) -> str:
        """Put a key into use, signed by the one before. → its id."""
        private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        public = private.public_key().public_bytes_raw().hex()
        id = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]
        before = next(reversed(self.keys), None)
        signature = self.sign({"type": "key", "public": public, "previous": before}) if before else None
        self.keys[id] = private
        given = {"public": public, "previous": before, "signature": signature}
        self.add("site.key-set", f"site-key:{id}", **(given | changed))
        return id

    def sign(self, data: dict[str, Any], key: str | None = None) -> str:
        """The signature on something with a key, else with the one in use."""
        private = self.keys[key or next(reversed(self.keys))]
        return private.sign(canonical(data).encode("utf-8")).hex()

    def checkpoint(self, n: int | None = None, key: str | None = None) -> dict[str, Any]:
        """What the site signs of an entry, else of the last one."""
        key, entry = key or next(reversed(self.keys)), self.entries[(n or len(self.entries)) - 1]
        given = {"type": "checkpoint", "n": entry["n"], "hash": entry["hash"], "at": entry["at"], "key": key}
        return given | {"signature": self.sign(given, key)}

    def rewritten(self) -> None:
        """Give every entry the number and the hash that fit, after one was changed, left out or put in."""
        previous = START
        for n, each in enumerate(self.entries, 1):
            each |= {"n": n, "previous": previous}
            each["hash"] = previous = link(each)

    @property
    def export(self) -> bytes:
        """The lines of an export."""
        return b"".join(
            json.dumps(each, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
            for each in self.entries
        )

    def write(self, folder: Path) -> Path:
        """Write an export into a folder."""
        file = folder / "ledger.ndjson"
        file.write_bytes(self.export)
        return file


def wrong_in(record: Recorded) -> list[str]:
    """What the program finds wrong with a record: a sentence for each entry."""
    found, reading = [], verify.Record()
    for n, line in enumerate(record.export.splitlines(keepends=True), 1):
        entry = verify.entry_of(line, n, reading.head)
        reading.checked_by(entry)
        try:
            reading.take(entry)
        except verify.Wrong as wrong:
            found.append(f"entry {n} {wrong}")
    return found


def read_back(record: Recorded) -> verify.Record:
    """The record as the program has read it, every entry of it being right."""
    reading = verify.Record()
    for n, line in enumerate(record.export.splitlines(keepends=True), 1):
        entry = verify.entry_of(line, n, reading.head)
        reading.checked_by(entry)
        reading.take(entry)
    return reading


def last_of(record: Recorded) -> list[str]:
    """The same for the last entry alone, without its number; everything before has to be right."""
    return [each.partition(" ")[2].partition(" ")[2] for each in wrong_in(record)]
