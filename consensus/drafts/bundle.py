"""Pure: the files of a draft and the digest that stands for all of them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

TEXT_ENDINGS = (".md", ".markdown", ".html", ".htm", ".txt")
LARGEST = 2 * 1024 * 1024
MOST_FILES = 40


@dataclass(frozen=True, slots=True)
class File:
    """One file of a draft: its name, its content verbatim, and how it is read (``markdown``, ``html``, ``toml`` …)."""

    name: str
    content: str
    format: str = ""

    @property
    def sha256(self) -> str:
        """SHA-256, lower hex, of the content in UTF-8."""
        return hashlib.sha256(self.content.encode("utf-8")).hexdigest()

    @property
    def is_text(self) -> bool:
        """True for a part of the text, False for an attachment (``checklist.toml``, ``policy.toml``)."""
        return PurePath(self.name).suffix.lower() in TEXT_ENDINGS


def digest_of(files: Iterable[File]) -> str:
    """SHA-256 of the manifest: one line ``<sha256>  <name>`` per file, sorted by name, each ended by a line feed."""
    lines = sorted((file.name, file.sha256) for file in files)
    manifest = "".join(f"{sha256}  {name}\n" for name, sha256 in lines)
    return hashlib.sha256(manifest.encode("utf-8")).hexdigest()
