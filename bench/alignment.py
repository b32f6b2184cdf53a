"""How long maps and redlines take beside their limits: ``python -m bench.alignment``; exits 1 when one is passed."""

import random
import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from time import perf_counter
from typing import Any

from consensus.drafts.alignment import Side, align
from consensus.drafts.changes import describe
from consensus.drafts.redline import redline

from . import texts

LIMITS = {
    "200 x 200 clauses aligned": 1.0,
    "1,000 x 1,000 clauses aligned": 2.5,
    "1,000 x 1,000 clauses, all edited": 2.5,
    "1,000 x 1,000 clauses with the same words": 2.5,
    "1,000 x 1,000 clauses with no word in common": 2.5,
    "1,000 x 1,000 clauses described": 2.5,
    "redline of 1,000 edited clauses": 1.0,
    "redline of 10,000 words, two different ones": 1.0,
}


def measure() -> dict[str, float]:
    """Seconds of each."""
    small, large = texts.clauses(200), texts.clauses(1000)
    after = texts.edited(large)
    old, new = sides(large, "o"), sides(after, "n")
    joins = align(old, new)
    shout = [sentence.upper().replace("E", "X") for sentence in large]
    hostile = ["".join(random.Random(seed).choices(["yes ", "no "], k=10_000)) for seed in (1, 2)]
    work: dict[str, Callable[[], Any]] = {
        "200 x 200 clauses aligned": lambda: align(sides(small, "o"), sides(texts.edited(small), "n")),
        "1,000 x 1,000 clauses aligned": lambda: align(old, new),
        "1,000 x 1,000 clauses, all edited": lambda: align(old, sides(texts.edited(large, share=1.0), "n")),
        "1,000 x 1,000 clauses with the same words": lambda: align(
            sides(["See the definition."] * 1000, "o"), sides(["See the definition."] * 1000, "n")
        ),
        "1,000 x 1,000 clauses with no word in common": lambda: align(old, sides(shout, "n")),
        "1,000 x 1,000 clauses described": lambda: describe(old, new, joins),
        "redline of 1,000 edited clauses": lambda: [
            redline(*pair) for pair in zip(large, after, strict=False)
        ],
        "redline of 10,000 words, two different ones": lambda: redline(*hostile),
    }
    return {name: timed(do) for name, do in work.items()}


def sides(sentences: Sequence[str], prefix: str) -> list[Side]:
    """Sentences as clauses below a heading for every twenty, without ids."""
    found: list[Side] = []
    for number, sentence in enumerate(sentences):
        heading = found[number - number % 20].key if number % 20 else None
        kind = "item" if heading else "heading"
        found.append(side(f"{prefix}{number}", sentence, kind=kind, parent=heading, order=number))
    return found


def side(key: str, text: str, *, kind: str, parent: str | None, order: int) -> Side:
    """One clause."""
    return Side(
        key=key,
        given=False,
        kind=kind,
        text=text,
        markdown=text,
        digest=sha256(text.encode()).hexdigest(),
        lead="",
        part=parent or key,
        parent=parent,
        required=None,
        order=order,
    )


def timed(work: Callable[[], Any]) -> float:
    """Seconds one run takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> int:
    """Print every figure beside its limit."""
    figures = measure()
    for name, seconds in figures.items():
        print(f"{name:<48} {seconds:8.3f} s   {seconds / LIMITS[name]:6.2f} of the limit of {LIMITS[name]} s")
    return 1 if any(seconds > LIMITS[name] for name, seconds in figures.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
