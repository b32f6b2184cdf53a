"""Every setting with its default and its meaning. Read from the environment as ``CONSENSUS_<NAME>``.

Nothing is read at import time; tests pass keywords to ``create_app``.
"""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name without the prefix, its default, and what it means."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("INSTANCE", "instance", "Folder for database, search index, uploads, mail files and keys."),
    Setting(
        "DATABASE_URL",
        "",
        "Database address; empty: SQLite in the instance folder. `postgresql://…` at scale.",
    ),
    Setting(
        "PUBLIC_URL",
        "",
        "Where people reach this site, for links in mail and feeds. Empty: the address asked for.",
    ),
    Setting("SITE_NAME", "Consensus", "What the site calls itself."),
    Setting(
        "MAIL_URL", "", "`smtp://user:password@host:587` or `smtps://…`; empty: mail is written to files."
    ),
    Setting("MAIL_FROM", "consensus@localhost.localdomain", "The address mail comes from."),
    Setting("LIMITS", "on", "`on` or `off`: rate limits on writes, sign-in and joining."),
    Setting(
        "SECRET_KEY",
        "",
        "Signs sessions and links. Empty: made on first use in the instance's `keys/`, mode 0600.",
    ),
    Setting(
        "REDIS_URL", "", "Where rate limits are kept for several servers; empty: in memory, per process."
    ),
    Setting("SEARCH", "whoosh", "Search engine: `whoosh`, or `tantivy` for very large archives."),
    Setting("LANGUAGES", "en", "Languages offered, comma-separated, the site's own first."),
    Setting(
        "PSEUDO", "off", "`on`: offer the pseudo-language that shows untranslated sentences, right to left."
    ),
    Setting(
        "SECURE_COOKIES", "auto", "`auto`: cookies only over HTTPS when PUBLIC_URL is https; `on`, `off`."
    ),
    Setting(
        "MAKER_NOTICE",
        "7",
        "How many days the maker of a system has before a review that is negative for it is published.",
    ),
    Setting("CONTENT", str(ROOT / "content"), "Folder whose drafts, checklists and pages `setup` loads."),
    Setting(
        "PROXIES", "0", "How many trusted proxies stand in front and set X-Forwarded-For, -Proto and -Host."
    ),
)
_CHOICES = {
    "LIMITS": ("on", "off"), "PSEUDO": ("on", "off"), "SEARCH": ("whoosh", "tantivy"),
    "SECURE_COOKIES": ("auto", "on", "off"),
}  # fmt: skip


class BadSetting(ValueError):
    """A setting that cannot be used; its text says which and why."""


def read_settings(environ: Mapping[str, str] | None = None, **given: Any) -> dict[str, Any]:
    """All settings: keywords given, else the environment, else defaults. Raises BadSetting."""
    source = os.environ if environ is None else environ
    settings: dict[str, Any] = {
        setting.name: source.get(f"CONSENSUS_{setting.name}", setting.default) for setting in SETTINGS
    }
    settings.update(given)
    _check(settings)
    instance = Path(settings["INSTANCE"])
    instance = instance if instance.is_absolute() else ROOT / instance
    instance.mkdir(parents=True, exist_ok=True)
    settings["INSTANCE"] = str(instance)
    settings["DATABASE_URL"] = settings["DATABASE_URL"] or f"sqlite:///{instance / 'consensus.sqlite'}"
    settings["SECRET_KEY"] = settings["SECRET_KEY"] or _own_secret(instance)
    return settings | _cookies(settings)


def _check(settings: Mapping[str, Any]) -> None:
    for name, choices in _CHOICES.items():
        if settings[name] not in choices:
            raise BadSetting(
                f"CONSENSUS_{name} is {settings[name]!r}; it must be one of: {', '.join(choices)}"
            )
    if not str(settings["PROXIES"]).isdigit():
        raise BadSetting("CONSENSUS_PROXIES must be a whole number, 0 or more")
    if not str(settings["MAKER_NOTICE"]).isdigit():
        raise BadSetting("CONSENSUS_MAKER_NOTICE must be a whole number of days, 0 or more")
    if settings["SEARCH"] == "tantivy" and find_spec("tantivy") is None:
        raise BadSetting(
            "CONSENSUS_SEARCH is tantivy, which is not installed; run `pip install consensus[tantivy]`, or use whoosh"
        )
    secret = settings["SECRET_KEY"]
    if secret and len(secret) < 32:
        raise BadSetting("CONSENSUS_SECRET_KEY is too short; use at least 32 characters, or leave it empty")
    if "@" not in settings["MAIL_FROM"]:
        raise BadSetting("CONSENSUS_MAIL_FROM is no mail address")
    url = settings["PUBLIC_URL"]
    if url and not url.startswith(("http://", "https://")):
        raise BadSetting("CONSENSUS_PUBLIC_URL must begin with https:// or http://")
    if settings["MAIL_URL"] and not url:
        raise BadSetting(
            "CONSENSUS_MAIL_URL needs CONSENSUS_PUBLIC_URL: else anybody could have links to sign in mailed "
            "that lead to a host of theirs"
        )


def _own_secret(instance: Path) -> str:
    folder = instance / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / "secret"
    if not path.exists():
        draft = folder / f"secret.{secrets.token_hex(6)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def _cookies(settings: Mapping[str, Any]) -> dict[str, Any]:
    choice = settings["SECURE_COOKIES"]
    secure = choice == "on" or (choice == "auto" and settings["PUBLIC_URL"].startswith("https://"))
    return {
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": secure,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "MAX_CONTENT_LENGTH": 8 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "WTF_CSRF_TIME_LIMIT": None,
        "JSON_AS_ASCII": False,
    }
