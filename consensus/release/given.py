"""Pure: what is handed to the acts on endorsements, as values; and where nobody can be asked on behalf of an organisation."""

from dataclasses import dataclass

LONGEST_WORDS = 2_000
LONGEST_SENTENCE = 300
LONGEST_NAME = 120

# Mail there shows that somebody has a mailbox, and nothing about an organisation.
OPEN_TO_ANYBODY = frozenset(
    (
        "aol.com", "fastmail.com", "gmail.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.com",
        "icloud.com", "live.com", "mac.com", "mail.com", "mail.ru", "mailbox.org", "me.com", "msn.com", "outlook.com",
        "pm.me", "posteo.de", "proton.me", "protonmail.com", "qq.com", "tutanota.com", "web.de", "yahoo.com",
        "yandex.ru", "zoho.com", "126.com", "163.com",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EndorsementGiven:
    """Who endorses, for whom, and what they say of it.

    ``name``: the organisation's; ``authority``: by what right one speaks for it; ``address``: where somebody there
    confirms it.
    """

    kind: str
    group: str
    name: str = ""
    authority: str = ""
    address: str = ""
    conditions: str = ""
    statement: str = ""


def domain_of(address: str) -> str:
    """``ana@example.org`` → ``example.org``."""
    return address.rpartition("@")[2].lower()


def words_of(authority: str, conditions: str, statement: str) -> str:
    """All that an endorsement says, as one text for its digest; empty where nothing is said."""
    return "\x1f".join((authority, conditions, statement)) if authority or conditions or statement else ""
