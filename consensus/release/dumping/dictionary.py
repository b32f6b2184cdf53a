"""What the files of data in a dump hold, and what their fields mean."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

FILES = (
    ("data/ledger.ndjson", _l("every entry of the public record, one a line, chained by hashes")),
    (
        "data/drafts/",
        _l("each draft: its files as they were published, its clauses with their words and digests"),
    ),
    (
        "data/tallies.json",
        _l("what the positions on each clause come to, by stakeholder group and by channel"),
    ),
    ("data/gate.json", _l("every criterion of the path to stable, with its number")),
    ("data/endorsements.json", _l("who endorses which draft, as far as the record says it")),
    ("data/seals.json", _l("the board's seals and signatures; what was signed lies in data/bundles/")),
    ("data/systems.json", _l("every AI system with its assessment under each draft")),
    ("data/stops.json", _l("every stop of the roadshow")),
    ("data/comments/", _l("everything that was said, one comment a line")),
    ("data/checkpoints.json", _l("signed notes of where the record ended on each day")),
    ("data/keys.json", _l("the keys that the site signed with")),
    ("data/dictionary.json", _l("what the fields of all these files mean")),
    ("manifest.json", _l("every file with its size and SHA-256")),
    ("manifest.sig.json", _l("the site's signature of that list")),
)

MOMENT = "moment, RFC 3339 in UTC"
DIGEST = "SHA-256 in lower hex"
TOTALS = "object of five numbers: support, accept, abstain, object, and n, their sum"

DICTIONARY: dict[str, dict[str, str]] = {
    "ledger.ndjson": {
        "n": "number of the entry, from 1 without gaps",
        "at": MOMENT,
        "verb": "what was done",
        "by": "who did it: a pseudonym (p:…), of positions a second one (v:…), or system:…",
        "subject": "what it was done to, as kind:name",
        "details": "what else is needed to count again; people's words only as salted digests",
        "previous": "hash of the entry before; 64 zeros in the first",
        "hash": f"{DIGEST} of the canonical JSON (RFC 8785) of the other fields",
    },
    "drafts/<version>.json": {
        "version": "of the draft",
        "digest": f"{DIGEST} of its list of files: a line for each with its SHA-256, two spaces, its name; in order of names",
        "status": "open, closed, superseded, withdrawn, sealed",
        "published_at": MOMENT,
        "comment_until": f"{MOMENT}, or null: until its successor",
        "previous": "version of the draft before, or null",
        "files": "name, sha256 and content, verbatim",
        "clauses": "in their order; see below",
        "clauses.key": "lasting name of the clause",
        "clauses.number": "as printed",
        "clauses.part": "slug of its part",
        "clauses.kind": "heading, group, paragraph, item, row, note, footnote",
        "clauses.depth": "how deep it stands, from 0",
        "clauses.normative": "whether it counts for the path to stable",
        "clauses.parent": "key of the clause it hangs from, or null",
        "clauses.wording": f"{DIGEST} of its words (text) in UTF-8",
        "clauses.meaning": "number of what positions on it mean; the same in several drafts where they count on",
        "clauses.text": "its words in normal form",
        "clauses.markdown": "as written",
    },
    "tallies.json": {
        "n": "the last entry counted",
        "drafts.<version>.<key>.totals": TOTALS,
        "drafts.<version>.<key>.by_group.<stakeholder group>": TOTALS,
        "drafts.<version>.<key>.by_channel.<online or stop:slug>": TOTALS,
    },
    "gate.json": {
        "drafts.<version>.<candidate or stable>.version": "of the criteria",
        "….passes": "whether every criterion passes",
        "….criteria": "id, kind, necessary, state (pass, fail, unknown), value and threshold (numbers or null)",
    },
    "endorsements.json": {
        "items.id": "number of the endorsement",
        "items.draft": "the draft it was made on; digest: of that draft",
        "items.kind": "individual or organisation",
        "items.group": "stakeholder group that it is made for",
        "items.organisation": "slug, or null",
        "items.confirmed": "whether it was confirmed by mail; domain: of the address",
        "items.state": "stands, lapsed, withdrawn, struck; stands_on: versions that it stands for",
    },
    "seals.json": {
        "items.bundle": f"{DIGEST} of the file of that name in data/bundles; core: without its last line",
        "items.signatures": "by, stance (sign, dissent, abstain)",
        "items.completed": "key and signature (Ed25519, hex), or null",
    },
    "systems.json": {"items.verdicts": "draft → conforms, would-conform, does-not-conform, incomplete, disputed, or null"},
    "stops.json": {"items.state": "planned, open, closed, moved, cancelled; heads: how many people were counted"},
    "comments/*.ndjson": {
        "id": "number of the comment; url: its address on the site",
        "draft": "the draft it was made on; clause, wording: on which words; part, after: on no clause",
        "kind": "comment, question, objection, editorial, process",
        "body": "its words; null where a moderator folded them, empty where its author deleted them",
        "author": "pseudonym and name, or null",
        "disposition": "the editors' answer, or null",
    },
    "checkpoints.json": {"items": "n, hash, at, key, and signature (Ed25519, hex) of the canonical JSON of these with type"},
    "keys.json": {"keys": "id (first 16 hex of the SHA-256 of the key), public (hex), previous, signature by the previous"},
}  # fmt: skip


def readme(about: Mapping[str, Any]) -> Iterator[str]:
    """The paragraphs of README.txt. ``about``: what every page says of the dump."""
    yield _("%(site)s: the public record", site=about["site"])
    yield _(
        "Everything that was said, decided and counted in public, as it stood on %(day)s. You need no server to read it, and none to check it.",
        day=about["day"],
    )
    yield _("To read it, open index.html in a browser.")
    yield _("To check it, run in this folder (Python is all it needs):") + "\n\n    python3 verify.py ."
    yield _("The record ends here with entry %(n)s:", n=about["n"]) + f"\n{about['hash']}\n{about['made_at']}"
    yield "\n".join(f"{file:<24} {words}" for file, words in FILES)
