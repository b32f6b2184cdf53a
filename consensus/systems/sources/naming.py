"""Pure: names of systems and components, as keys."""

from __future__ import annotations

import re

from ...kit.text.words import excerpt, slug
from .fields import LONGEST_NAME, one_line

# What a slug would drop, and what tells two systems apart: Command-R and Command-R+.
SPOKEN = (("++", " plus plus "), ("+", " plus "), ("&", " and "), ("@", " at "))
KINDS = {
    "language": "text", "text": "text", "llm": "text", "code": "code", "image": "image", "audio": "audio",
    "video": "video", "vision": "vision", "multimodal": "multimodal", "library": "library", "speech": "audio",
}  # fmt: skip


def slug_of(name: str) -> str:
    """A readable key for a system's name, in which a + is told."""
    for sign, word in SPOKEN:
        name = name.replace(sign, word)
    return slug(name, most=60)


def kind_of(text: str) -> str:
    """``language`` → ``text``; ``text, code`` → ``text,code``; what is not known stays as it is."""
    parts = [part.strip().casefold() for part in re.split(r"[,;/]", text) if part.strip()]
    return ",".join(dict.fromkeys(KINDS.get(part, part) for part in parts))


def stem_of(file: str) -> str:
    """A file's name without folders and ending, and without what cannot be stored."""
    name = re.split(r"[/\\]", file)[-1]
    return excerpt(one_line(re.sub(r"\.(?:ya?ml)$", "", name, flags=re.I)), most=LONGEST_NAME) or "unnamed"
