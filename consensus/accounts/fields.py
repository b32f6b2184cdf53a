"""Fields that read text as something else: an address, a country, languages, names, a day, a password."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email
from flask_babel import gettext as _

from ..kit.web.forms import length
from .countries import COUNTRIES
from .groups import group_called
from .names import UnknownLanguage, language_codes

# localhost and .test are addresses, too; whether mail arrives, confirming shows
SPECIAL_USE_DOMAIN_NAMES.clear()
LONGEST_ADDRESS = 254
LONGEST_LANGUAGES = 300
MOST_NAMES, LONGEST_NAME = 30, 120
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
GUESSED_FIRST = frozenset(
    (
        "password12", "password123", "password1234", "passw0rd123", "1234567890", "12345678910",
        "0123456789", "9876543210", "qwertyuiop", "qwerty12345", "1q2w3e4r5t", "1qaz2wsx3edc",
        "iloveyou12", "administrator", "letmein123", "welcome123", "consensus123",
    )
)  # fmt: skip


class Reading(ma.fields.String):
    """A field whose text a function reads; what the function says in its ValueError is the sentence.

    Programs may send a list instead of a text; its items are joined as a person would write them.
    """

    def __init__(self, read: Callable[[str], Any], *, joined_by: str | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.read, self.joined_by = read, joined_by

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if self.joined_by is not None and isinstance(value, list):
            value = self.joined_by.join(map(str, value))
        try:
            return self.read(super()._deserialize(value, attr, data, **kwargs).strip())
        except ValueError as error:
            if isinstance(error, ma.ValidationError):
                raise
            raise ma.ValidationError(str(error)) from error


def read_address(text: str) -> str:
    """``"Ana@Example.org"`` → ``"ana@example.org"``. Raises ValueError."""
    try:
        found = validate_email(text[:1000], check_deliverability=False, globally_deliverable=False).normalized
    except EmailNotValidError:
        found = ""
    if not found or len(found) > LONGEST_ADDRESS:
        raise ValueError(_("This is no mail address. It should look like name@example.org."))
    return found.lower()


def read_group(text: str) -> str | None:
    """``"System creator"`` → ``"system-creator"``; blank → None. Raises ValueError."""
    group = group_called(text)
    if text and group is None:
        raise ValueError(_("Choose one of the stakeholder groups, or none."))
    return group.slug if group else None


def read_country(text: str) -> str | None:
    """``"sn"`` → ``"SN"``; blank → None. Raises ValueError."""
    code = text.upper()
    if code and code not in COUNTRIES:
        raise ValueError(_("Choose one of the countries, or none."))
    return code or None


def read_languages(text: str) -> list[str]:
    """``"English, français"`` → ``["en", "fr"]``. Raises ValueError."""
    if len(text) > LONGEST_LANGUAGES:
        raise ValueError(_("Name the languages you use most; this is too long."))
    try:
        return language_codes(text)
    except UnknownLanguage as error:
        raise ValueError(_("“%(word)s” is no language we know.", word=error)) from error


def read_names(text: str) -> list[str]:
    """Names, one a line. Raises ValueError."""
    names = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
        raise ValueError(
            _("At most %(most)s lines of %(longest)s characters.", most=MOST_NAMES, longest=LONGEST_NAME)
        )
    return names


def read_last_day(text: str) -> datetime | None:
    """``"2024-10-28"`` → the last second of that day, UTC; blank → None. Raises ValueError."""
    try:
        return read_day(text) if text else None
    except ValueError as error:
        raise ValueError(_("Write the day like 2024-10-28.")) from error


def read_day(text: str) -> datetime:
    """``"2024-10-28"`` → the last second of that day, UTC. Raises ValueError."""
    return datetime.strptime(text, "%Y-%m-%d").replace(hour=23, minute=59, second=59, tzinfo=UTC)


class NotGuessable(ma.validate.Validator):
    """Neither one sign over and over, nor one of those that everybody tries first."""

    def __call__(self, value: str | None) -> str | None:
        if value is not None and (len(set(value)) < 5 or value.casefold() in GUESSED_FIRST):
            raise ma.ValidationError(
                _("This is among the first that others would try. A few unrelated words are better.")
            )
        return value


class NewPassword(ma.fields.String):
    """A password as it is typed, spaces and all; blank is none where none is required."""

    def __init__(self, *, required: bool) -> None:
        within = length(SHORTEST_PASSWORD, LONGEST_PASSWORD)
        super().__init__(required=required, validate=[within, NotGuessable()])

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        return text if text or self.required else None
