"""A sixth draft to publish: the fifth of the content, without ids, with a few changes a maintainer has to look at."""

import re

from consensus.config import ROOT

FIFTH = ROOT / "content" / "drafts" / "1.0"
HEAD = re.compile(r"(?m)^(?:date|summary): .*\n")
ID = re.compile(r"[ \t]*\{:?[ \t]*#[\w-]+[ \t]*\}")

EDITED = "improving it come down"
# A clause said anew with no word in common: no map finds it, a maintainer has to say where it comes from.
BEFORE = (
    "Nobody can exercise these freedoms without the form of the system that is preferred for making modifications; "
    "access to that form is therefore a precondition."
)
AFTER = "Whoever publishes hands over everything its makers themselves work with."
CAME_FROM = "precondition"
NEW = "- **Question** what comes out, and be told how it came about."
LAST_FREEDOM = "- **Share** the system with others, changed or unchanged, whatever they want it for."
SUMMARY = "The precondition is said anew, and a fifth freedom is proposed."


def sixth_draft(version: str = "1.1") -> dict[str, str]:
    """Names and texts of the files of a draft that follows 1.0."""
    texts = {path.name: ID.sub("", path.read_text("utf-8")) for path in sorted(FIFTH.glob("*.md"))}
    first = min(texts)
    texts[first] = HEAD.sub("", texts[first])
    for old, new in (
        ("version: 1.0\n", f"version: {version}\n"),
        ("### version 1.0\n", f"### version {version}\n"),
        (BEFORE, AFTER),
        (LAST_FREEDOM, f"{LAST_FREEDOM}\n{NEW}"),
        ("everyone gains.", "everybody gains."),
    ):
        assert old in texts[first], old
        texts[first] = texts[first].replace(old, new)
    return texts
