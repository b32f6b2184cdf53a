"""Pure: objections as the public record tells them: which stand, which are sustained, which were found addressed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Said:
    """An objection that is weighed: where it was made, by which id, and how it stands."""

    ref: str
    draft: str
    key: str
    by: str
    sustained: bool = False
    addressed: bool = False
    over: bool = False
    aside: bool = False


@dataclass(slots=True)
class Ledgered:
    """Every objection of a record, taken from entries one after the other."""

    made: dict[str, Said] = field(default_factory=dict)

    def on(self, key: str) -> Iterator[Said]:
        """Those weighed on clauses of a key."""
        return (each for each in self.made.values() if each.key == key and not each.over and not each.aside)

    def take(self, entry: Mapping[str, Any]) -> None:
        """Let an entry change what there is. Raises KeyError for one that does not hold what it should."""
        details, said = entry["details"], self.made.get(entry["subject"])
        if entry["verb"] == "comment.added" and details["kind"] == "objection" and "clause" in details:
            self.made[entry["subject"]] = Said(
                entry["subject"], details["draft"], details["clause"], entry["by"]
            )
        elif entry["verb"] == "draft.map-corrected":
            self._correct(details)
        elif entry["verb"] == "voter.joined":
            self._join(entry["by"], details["into"])
        elif entry["verb"] in ASIDE:
            self._set_aside(details["objections"], aside=ASIDE[entry["verb"]])
        elif said is not None:
            _move(said, entry["verb"], details)

    def _correct(self, details: Mapping[str, Any]) -> None:
        keys = {(version, former): key for version, former, key, _means in details.get("placements", ())}
        for said in self.made.values():
            said.key = keys.get((said.draft, said.key), said.key)

    def _join(self, voter: str, into: str) -> None:
        for said in self.made.values():
            said.by = into if said.by == voter else said.by

    def _set_aside(self, refs: Iterable[str], *, aside: bool) -> None:
        for said in filter(None, map(self.made.get, refs)):
            said.aside = aside


ASIDE = {"positions.set-aside": True, "positions.restored": False}


def _move(said: Said, verb: str, details: Mapping[str, Any]) -> None:
    if verb in ("objection.withdrawn", "comment.deleted"):
        said.over = True
    elif verb == "objection.addressed":
        said.addressed = True
    elif verb == "disposition.answered":
        said.sustained = details["answer"] == "sustain"
        said.over, said.addressed = not said.sustained, False
