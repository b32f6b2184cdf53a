"""The family of refusals. Actions raise them; ``kit/web/errors.py`` alone turns them into a page or JSON.

::

    Refusal
    ├── Refused    409  not possible now, because of the state of things
    │   └── Stale  412  somebody else was faster: the page you saw is no longer what is stored
    ├── Missing    404  there is no such thing, or none that you may see
    ├── Forbidden  403  this person may not
    ├── NeedsSignIn 401 nobody is signed in
    ├── TooLarge   413
    ├── NotHere    501  an optional part is not installed
    └── Invalid    422  what was typed cannot be taken, with one sentence per field
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l


class Refusal(Exception):
    """Something was asked that is not done. ``sentence`` is what the person reads."""

    status = 409
    sentence: Any = _l("This is not possible now.")

    def __init__(self, sentence: Any = None, **details: Any) -> None:
        if sentence is not None:
            self.sentence = sentence
        self.details = details
        super().__init__(sentence)

    def __str__(self) -> str:
        return str(self.sentence)


class Refused(Refusal):
    """409: not possible in the present state."""


class Stale(Refused):
    """412: what is stored is newer than what the page showed."""

    status = 412
    sentence = _l("Somebody changed this while you were working on it. Nothing of yours was stored over it.")


class Missing(Refusal):
    """404."""

    status = 404
    sentence = _l("There is no such page.")


class Forbidden(Refusal):
    """403: this person may not do this."""

    status = 403
    sentence = _l("You may not do this.")


class NeedsSignIn(Refusal):
    """401: this needs an account."""

    status = 401
    sentence = _l("Please sign in first.")


class TooLarge(Refusal):
    """413."""

    status = 413
    sentence = _l("This is larger than what can be taken.")


class NotHere(Refusal):
    """501: an optional part of the software is not installed on this site."""

    status = 501


class Invalid(Refusal):
    """422: input that cannot be taken. ``errors`` maps a field's name to its sentences."""

    status = 422
    sentence = _l("Some of what you entered cannot be taken. Nothing is lost: mend it and send it again.")

    def __init__(
        self, errors: Mapping[str, Any], *, values: Mapping[str, Any] | None = None, sentence: Any = None
    ) -> None:
        super().__init__(sentence)
        self.errors = {field: _as_list(said) for field, said in errors.items()}
        self.values = dict(values or {})

    def __str__(self) -> str:
        said = "; ".join(f"{field}: {' '.join(map(str, texts))}" for field, texts in self.errors.items())
        return f"{self.sentence} {said}" if said else str(self.sentence)


def _as_list(said: Any) -> list[Any]:
    if isinstance(said, dict):
        return [f"{key}: {text}" for key, texts in said.items() for text in _as_list(texts)]
    return list(said) if isinstance(said, list | tuple) else [said]
