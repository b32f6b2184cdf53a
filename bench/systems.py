"""Three hundred systems with a review each, held against five drafts that ask for twenty-six components."""

import random
from typing import Any

from consensus.drafts.actions import plan_publication, prepare_draft, publish_draft, read_files
from consensus.drafts.bundle import File
from consensus.drafts.queries import draft_named
from consensus.kit.db import transaction
from consensus.ledger import CLI
from consensus.systems.actions import import_all
from consensus.systems.answers import Answer
from consensus.systems.found import ReviewFound, Source, SystemFound, VersionFound

from . import texts

COMPONENTS, FEW, MANY = 26, 16, 300
VERSIONS = ("0.6", "0.6.1", "0.6.2", "0.6.3", "0.6.4")
LICENCES = ("Apache-2.0", "MIT", "CC-BY-4.0", "CC-BY-NC-4.0", "Llama 3 Community License", "nobody knows")


def checklist(changed: int = 0) -> str:
    """All of twenty components, one of two, and four that are optional; ``changed`` of them under other terms."""
    asked = [f"c{n}" for n in range(COMPONENTS)]
    needed = ", ".join(f'"{id}"' for id in asked[:20])
    lines = [f'requires = {{ all = [{needed}, {{ any = ["c20", "c21"] }}] }}']
    for n, id in enumerate(asked):
        framework = "osd-terms" if n < changed else ("osi", "osd", "osd-terms")[n % 3]
        lines += ["[[component]]", f'id = "{id}"', f'title = "Component {n}"', f'framework = "{framework}"']
    return "\n".join(lines)


def prepare(version: str, *, changed: int = 0) -> Any:
    """A draft of a hundred clauses with a checklist, ready to be published."""
    files = [
        File("draft.md", texts.as_draft(version, texts.clauses(100))),
        File("checklist.toml", checklist(changed)),
    ]
    reading = read_files(files)
    with transaction():
        return prepare_draft(reading, by=CLI)


def publish(version: str) -> None:
    """Publish a prepared draft."""
    draft = draft_named(version, published=False)
    plan = plan_publication(draft)
    with transaction():
        publish_draft(draft, plan, by=CLI)


def fill(numbers: range, draft: str) -> None:
    """So many systems, each with a whole review under a draft."""
    chance = random.Random(numbers.start)
    import_all([_system(n, draft, chance) for n in numbers], by=CLI)


def answers(chance: random.Random) -> tuple[Answer, ...]:
    """What a reviewer says of all components."""
    return tuple(_answer(f"c{n}", chance) for n in range(COMPONENTS))


def _answer(id: str, chance: random.Random) -> Answer:
    drawn = chance.random()
    if drawn < 0.02:
        return Answer(id, "no", note="Not found.")
    if drawn < 0.05:
        return Answer(id)
    return Answer(id, "yes", licence=chance.choice(LICENCES), evidence=f"https://example.org/{id}")


def _system(n: int, draft: str, chance: random.Random) -> SystemFound:
    slug = f"bench-{n:03}"
    review = ReviewFound(slug, draft, "1", "Bench", answers(chance))
    return SystemFound(
        slug, f"Bench {n:03}", f"Maker {n % 40}", ("text", "code", "image")[n % 3], (VersionFound("1", "2024"),),
        (), (), Source("", slug), reviews=(review,),
    )  # fmt: skip
