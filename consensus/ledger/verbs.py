"""The registry of verbs: what the ledger may say, and the sentence that tells it.

A feature declares ``{Verb.PUBLISHED: _l("published draft %(subject)s")}``; the sentence may use ``%(subject)s`` and
the names of details. Numbers and lists are put in as they stand.
"""

from collections.abc import Mapping
from typing import Any

VERBS: dict[str, Any] = {}


def declare_verbs(sentences: Mapping[Any, Any]) -> None:
    """Add a feature's verbs with their sentences."""
    VERBS.update({str(verb): sentence for verb, sentence in sentences.items()})


def sentence_of(verb: str, *, subject: str, details: Mapping[str, Any]) -> str:
    """The sentence that tells an entry, without who did it; the bare verb when its feature is gone."""
    if verb not in VERBS:
        return f"{verb} {subject}"
    told = {name: _told(value) for name, value in details.items()}
    return str(VERBS[verb]) % _Forgiving(told | {"subject": subject})


def words_of_verb(verb: str) -> str:
    """What a verb tells, whatever its subject: ``published …``. For choosing among verbs."""
    return str(VERBS[verb]) % _Whatever()


def _told(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_told(item) for item in value)
    return "–" if value is None else str(value)


class _Forgiving(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


class _Whatever(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
