"""The systems of a demonstration: invented ones, what its people answer about them, and who agrees with what comes out."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ..accounts.models import Account
from ..drafts.models import Draft
from ..drafts.queries import drafts_published
from ..kit.db import db
from ..systems.actions import hand_in, take_stance
from ..systems.answers import Answer
from ..systems.found import Link, Source, SystemFound, VersionFound
from ..systems.given import Declared, StanceGiven
from ..systems.models import Stance
from ..systems.queries.editions import checklist_of
from ..systems.queries.matrix import Asked, asked_in
from ..systems.queries.registry import system_named
from ..systems.sources.naming import slug_of

FIRST = "Amber Birch Cedar Delta Ember Fjord Grove Heron Indigo Juniper Kestrel Linden Marlin Nimbus Osprey".split()
SECOND = "Chat Code Core Draw Lens Listen Math Read Speak Vision".split()
SIZES = ("1B", "7B", "13B", "70B")
MAKERS = (
    "Lakeside Lab",
    "University of the Coast",
    "Northern Models",
    "Open Weights Co-operative",
    "Big Compute",
    "",
)
KINDS = ("text", "text", "text", "code", "image", "audio", "multimodal", "text,code")
OPENNESS = (0.98, 0.9, 0.6, 0.3)  # how likely something asked for is there: of open makers, and of others
KNOWN, ERRS = (
    0.85,
    0.01,
)  # of what is asked for, how much a reviewer finds out, and how much of that is not so
LICENCES = {
    "osi": ("Apache-2.0", "MIT", "BSD-3-Clause", "Apache-2.0", "Llama 3 Community License"),
    "": ("CC-BY-4.0", "Apache-2.0", "CC0-1.0", "CC-BY-NC-4.0", "Gemma Terms of Use", ""),
}
DISAGREES = 0.25
REASON = "The document that is linked says something else of this."


@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody answers about a system under a draft."""

    slug: str
    draft: int
    by: int
    answers: tuple[Answer, ...]
    declared: Declared


class Registry:
    """Systems and reviews by chance, but always the same for the same seed."""

    def __init__(self, people: Sequence[int], chance: random.Random) -> None:
        self.people, self.chance = people, chance
        asked = ((draft, asked_in(checklist_of(draft))) for draft in drafts_published())
        self.asked: list[tuple[Draft, tuple[Asked, ...]]] = [(draft, some) for draft, some in asked if some]

    def systems(self, n: int) -> list[SystemFound]:
        """So many systems, as files would tell of them."""
        return [self._system(number) for number in range(n)]

    def sheets(self, slugs: Sequence[str]) -> list[Sheet]:
        """One review of each system, of some two or three, under one draft or another."""
        if not self.asked or not self.people:
            return []
        found = []
        for slug in slugs:
            many = min(len(self.people), self.chance.choice((1, 1, 1, 2, 3)))
            draft, asked = self.chance.choice(self.asked)
            open_ = self.chance.choice(OPENNESS)
            there = [self._answer(each, open_) for each in asked]
            found += [self._sheet(slug, draft, there, by) for by in self.chance.sample(self.people, many)]
        return found

    def review(self, sheets: Sequence[Sheet]) -> int:
        """Submit some reviews, and let a passer-by say what they think of each verdict: one transaction's worth."""
        drafts = {draft.id: draft for draft in drafts_published()}
        speaking = {each.by for each in sheets} | set(self.people[: len(sheets)])
        by = {each.id: each for each in db.session.scalars(select(Account).where(Account.id.in_(speaking)))}
        for each in sheets:
            draft, system = drafts[each.draft], system_named(each.slug)
            hand_in(system.leading, draft=draft, answers=each.answers, declared=each.declared, by=by[each.by])
            take_stance(system, draft=draft, given=self._stance(each), by=by[self.chance.choice(sorted(by))])
        return len(sheets)

    def _system(self, number: int) -> SystemFound:
        chance = self.chance
        name = f"{FIRST[number % len(FIRST)]} {SECOND[number // len(FIRST) % len(SECOND)]}"
        if number >= len(FIRST) * len(SECOND):
            name += f" {number // (len(FIRST) * len(SECOND)) + 1}"
        address = f"https://example.org/{slug_of(name)}"
        versions = tuple(
            VersionFound(size, f"2024-{month:02}", (Link(address, "repository"),), ("Apache-2.0",))
            for month, size in enumerate(SIZES[: chance.choice((1, 1, 2, 3))], start=1)
        )
        return SystemFound(
            slug_of(name), name, chance.choice(MAKERS), chance.choice(KINDS), versions, ("Apache-2.0",), (),
            Source("", slug_of(name), address),
        )  # fmt: skip

    def _sheet(self, slug: str, draft: Draft, there: Sequence[Answer], by: int) -> Sheet:
        answers = tuple(self._found_out(each) for each in there)
        maker = self.chance.random() < 0.1
        return Sheet(
            slug, draft.id, by, answers, Declared(self.chance.choice(("", "Open Data Lab")), "", maker)
        )

    def _answer(self, asked: Asked, open_: float) -> Answer:
        chance = self.chance
        if chance.random() > open_:
            return Answer(asked.id, "no", note="Not found in the repository, nor in the paper.")
        offered = LICENCES["osi" if asked.framework == "osi" else ""]
        licence = offered[0] if open_ > chance.random() else chance.choice(offered)
        return Answer(asked.id, "yes", licence=licence, evidence=f"https://example.org/{asked.id}")

    def _found_out(self, there: Answer) -> Answer:
        if self.chance.random() > KNOWN:
            return Answer(there.component)
        if self.chance.random() < ERRS:
            return Answer(there.component, "no" if there.available == "yes" else "yes")
        return there

    def _stance(self, sheet: Sheet) -> StanceGiven:
        if self.chance.random() > DISAGREES:
            return StanceGiven(Stance.ENDORSE)
        about = self.chance.choice(sheet.answers).component
        return StanceGiven(Stance.DISPUTE, REASON, about, f"https://example.org/{about}/terms")
