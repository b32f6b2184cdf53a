"""Texts of any length for benchmarks: plausible clauses, and a next version in which some of them changed."""

import random
from collections.abc import Sequence

NOUNS = (
    "system model data code parameter licence provider developer deployer regulator user subject "
    "document method provenance component architecture checkpoint tokenizer evaluation benchmark "
    "footnote register freedom purpose dataset source process label sample weight notice term "
    "condition copy change access record review"
).split()
VERBS = (
    "must may should can shall describes grants requires permits includes names lists keeps shows lets"
).split()
MORE = "any every some all each enough complete public clear open equal fair sufficient written".split()


def clauses(n: int, *, seed: int = 1) -> list[str]:
    """``n`` sentences of 8 to 40 words, no two alike."""
    chance = random.Random(seed)
    return [_sentence(chance, number) for number in range(n)]


def _sentence(chance: random.Random, number: int) -> str:
    words = [chance.choice(NOUNS + VERBS + MORE) for _ in range(chance.randint(8, 40))]
    return f"{words[0].capitalize()} {' '.join(words[1:])} in case {number}."


def edited(sentences: Sequence[str], *, share: float = 0.2, seed: int = 2) -> list[str]:
    """The same with a share of the sentences edited, some removed, some new, some moved."""
    chance = random.Random(seed)
    found = []
    for sentence in sentences:
        fate = chance.random()
        if fate < share:
            words = sentence.split()
            words[chance.randrange(1, len(words) - 2)] = chance.choice(NOUNS)
            sentence = " ".join(words)
        elif fate < share * 1.1:
            continue
        found.append(sentence)
    found[10:10] = clauses(len(sentences) // 50, seed=seed + 100)
    return found


def as_draft(version: str, sentences: Sequence[str], *, parts: int = 10) -> str:
    """A Markdown draft: sentences as paragraphs and lists under headings."""
    lines = [f"---\nversion: {version}\ntitle: A definition\ndate: 2024-04-22\n---\n"]
    size = max(1, len(sentences) // parts)
    for start in range(0, len(sentences), size):
        lines.append(f"# Part {start // size + 1}\n")
        for place, sentence in enumerate(sentences[start : start + size]):
            item = place % 5 in (2, 3)
            lines.append(f"- {sentence}" if item else f"\n{sentence}\n")
    return "\n".join(lines)
