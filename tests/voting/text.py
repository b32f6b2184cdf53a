"""A text that changes from draft to draft in known ways, and what each of its clauses means by the rules of the house.

It is reckoned here once more, with nothing but words: who publishes what, and which clause then means what.
"""

from dataclasses import dataclass, field
from itertools import count
from random import Random

from consensus.drafts.actions import correct_map, decide_map, withdraw_draft
from consensus.drafts.models import Draft
from consensus.kit.db import transaction
from consensus.ledger import SETUP
from tests.drafts.making import prepare, publish

SOUNDS = "ba de fi go lu ma ne po ri su ta ve wi xo zu".split()
LEAD, ITEMS = "lead", ("first", "second")


@dataclass(frozen=True)
class Step:
    """A clause as it stands in a draft: its words, the words it hangs from, what it came from, whether in substance."""

    key: str
    words: str
    around: str
    sources: tuple[str, ...]
    substantive: bool


@dataclass
class Version:
    """A published draft: where its clauses stand, their words, and what they mean."""

    draft: Draft
    parts: dict[str, list[str]]
    words: dict[str, str]
    means: dict[str, int] = field(default_factory=dict)
    editorial: set[str] = field(default_factory=set)
    withdrawn: bool = False


class Text:
    """The drafts so far. ``versions`` in order, withdrawn ones too."""

    def __init__(self, random: Random) -> None:
        self.random, self.versions, self.seen = random, [], {}  # type: ignore[var-annotated]
        self.tokens, self.names, self.numbers = count(1), count(1), count(1)
        parts = {"one": ["a", "b", "c"], "two": ["d", "e"]}
        self._publish(parts, {key: self.sentence() for key in "abcde"} | self._list(), {}, set(), [])

    @property
    def latest(self) -> Version:
        """The current draft."""
        return next(each for each in reversed(self.versions) if not each.withdrawn)

    def sentence(self) -> str:
        """Words like no others."""
        words = ["".join(self.random.choices(SOUNDS, k=3)) for _ in range(7)]
        return " ".join(words).capitalize() + "."

    def next(self) -> None:
        """Publish another draft, in which some clauses changed."""
        now = self.latest
        parts, words = {part: list(keys) for part, keys in now.parts.items()}, dict(now.words)
        came: dict[str, tuple[str, ...]] = {}
        editorial: set[str] = set()
        decided: list[dict[str, object]] = []
        free = self.random.sample([key for keys in parts.values() for key in keys], k=3)
        for change in self.random.sample(CHANGES, k=3):
            key = free.pop()
            if key in words and key not in came:
                change(self, key, parts, words, came, editorial, decided)
        if self.random.random() < 0.4:
            words[LEAD] = self.sentence()
            editorial |= {LEAD} if self.random.random() < 0.5 else set()
        self._publish(parts, words, came, editorial, decided)

    def withdraw(self) -> bool:
        """Withdraw the latest draft, where another one stands before it."""
        if sum(not each.withdrawn for each in self.versions) < 2:
            return False
        latest = self.latest
        with transaction():
            withdraw_draft(latest.draft, reason="A slip.", by=SETUP)
        latest.withdrawn = True
        return True

    def correct(self) -> bool:
        """Correct the latest map: a change called editorial is one of substance."""
        latest = self.latest
        if not latest.editorial:
            return False
        key = self.random.choice(sorted(latest.editorial))
        with transaction():
            correct_map(
                latest.draft, [{"key": key, "significance": "substantive"}], reason="A slip.", by=SETUP
            )
        self.split(latest, key)
        return True

    def split(self, version: Version, key: str) -> None:
        """A clause means something else from a draft on; so does what hangs from it and was the same before."""
        version.editorial.discard(key)
        before = self.before(version)
        for each in (key, *(ITEMS if key == LEAD else ())):
            old = version.means[each]
            if before is None or old not in before.means.values():
                continue
            new = next(self.tokens)
            for later in self.versions[self.versions.index(version) :]:
                if later.means.get(each) == old:
                    later.means[each] = new
                    self.seen[each, later.words[each], self._around(each, later.words)] = new

    def before(self, version: Version) -> Version | None:
        """The draft that a version was aligned with."""
        return next((each for each in self.versions if each.draft.id == version.draft.previous_id), None)

    def _list(self) -> dict[str, str]:
        return {key: self.sentence() for key in (LEAD, *ITEMS)}

    def _publish(
        self,
        parts: dict[str, list[str]],
        words: dict[str, str],
        came: dict[str, tuple[str, ...]],
        editorial: set[str],
        decided: list[dict[str, object]],
    ) -> None:
        before = self.latest if self.versions else None
        draft = prepare(self._written(parts, words), f"0.{next(self.numbers)}")
        decided = decided + [{"key": key, "significance": "editorial"} for key in sorted(editorial)]
        if decided:
            with transaction():
                decide_map(draft, decided, by=SETUP)
        made = Version(publish(draft), parts, words, editorial=editorial)
        for step in self._steps(made, before, came):
            made.means[step.key] = self._means(step, before)
            self.seen[step.key, step.words, step.around] = made.means[step.key]
        self.versions.append(made)

    def _written(self, parts: dict[str, list[str]], words: dict[str, str]) -> str:
        lines = ["# The text"]
        for part, keys in parts.items():
            lines += [f"## Part {part} {{#{part}}}", *(f"{words[key]} {{#{key}}}" for key in keys)]
            if part == "one":
                lines.append(f"{words[LEAD].removesuffix('.')}: {{#{LEAD}}}")
                lines.append("\n".join(f"- {words[key]} {{#{key}}}" for key in ITEMS))
        return "\n\n".join(lines) + "\n"

    def _steps(self, made: Version, before: Version | None, came: dict[str, tuple[str, ...]]) -> list[Step]:
        changed = before is not None and before.words[LEAD] != made.words[LEAD] and LEAD not in made.editorial
        steps = []
        for key in (LEAD, *ITEMS, *(key for keys in made.parts.values() for key in keys)):
            own = (key,) if before is not None and key in before.means else ()
            sources = came.get(key, own)
            edited = sources == (key,) and before is not None and before.words[key] != made.words[key]
            shared = sum(sources[:1] == other[:1] for other in came.values()) > 1 if sources else False
            substantive = (edited and key not in made.editorial) or len(sources) > 1 or shared
            around = self._around(key, made.words)
            steps.append(
                Step(key, made.words[key], around, sources, substantive or (changed and key in ITEMS))
            )
        return steps

    def _around(self, key: str, words: dict[str, str]) -> str:
        return words[LEAD] if key in ITEMS else ""

    def _means(self, step: Step, before: Version | None) -> int:
        """An unchanged clause and an editorial change mean what they meant; words that return mean it again."""
        old = {before.means[key] for key in step.sources} if before is not None else set()
        if len(step.sources) == 1 and not step.substantive:
            return old.pop()
        returned = self.seen.get((step.key, step.words, step.around))
        return next(self.tokens) if returned is None or returned in old else returned


def edit(text: Text, key: str, parts, words, came, editorial, decided) -> None:  # type: ignore[no-untyped-def]
    """Other words, in substance."""
    words[key] = text.sentence()


def polish(text: Text, key: str, parts, words, came, editorial, decided) -> None:  # type: ignore[no-untyped-def]
    """Other words, called editorial."""
    words[key] = text.sentence()
    editorial.add(key)


def move(text: Text, key: str, parts, words, came, editorial, decided) -> None:  # type: ignore[no-untyped-def]
    """The same words in another part."""
    here = next(part for part, keys in parts.items() if key in keys)
    if len(parts[here]) > 1:
        parts[here].remove(key)
        parts["two" if here == "one" else "one"].append(key)


def split(text: Text, key: str, parts, words, came, editorial, decided) -> None:  # type: ignore[no-untyped-def]
    """Two clauses out of one."""
    here = next(part for part, keys in parts.items() if key in keys)
    new = f"n{next(text.names)}"
    parts[here].insert(parts[here].index(key) + 1, new)
    words[key], words[new] = text.sentence(), text.sentence()
    came[key] = came[new] = (key,)
    decided.append({"key": new, "kind": "split", "from": [key]})


def merge(text: Text, key: str, parts, words, came, editorial, decided) -> None:  # type: ignore[no-untyped-def]
    """One clause out of two neighbours, where neither changes otherwise."""
    here = next(part for part, keys in parts.items() if key in keys)
    others = [each for each in parts[here] if each != key and words[each] == text.latest.words.get(each)]
    others = [each for each in others if each not in came and each in text.latest.parts[here]]
    if len(parts[here]) < 3 or not others:
        return
    parts[here].remove(others[0])
    del words[others[0]]
    words[key] = text.sentence()
    came[key] = (key, others[0])
    decided.append({"key": key, "kind": "merged", "from": [key, others[0]]})


def take_back(text: Text, key: str, parts, words, came, editorial, decided) -> None:  # type: ignore[no-untyped-def]
    """Former words return."""
    former = sorted({known for (other, known, _around) in text.seen if other == key} - {words[key]})
    if former:
        words[key] = text.random.choice(former)


CHANGES = (edit, polish, polish, polish, move, split, merge, take_back)
