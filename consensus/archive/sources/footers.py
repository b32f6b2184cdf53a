"""Pure: what mailing lists hang below every letter, cut off."""

import re

MOST_FOOTER = 25  # lines from the end in which a footer begins
RULE = re.compile(r"^(?:_{20,}|-{20,}|={20,}|\*{20,}|-- ?)$")
OF_A_LIST = re.compile(
    r"mailing list|unsubscribe|listinfo|mail-archive\.com|groups\.google\.com|google groups|/lists?/|lists\."
    r"|you (?:received|are receiving) this|mailman",
    re.IGNORECASE,
)
ALONE = re.compile(
    r"^(?:You (?:received|are receiving) this (?:message|email|e-mail) because you are subscribed"
    r"|To unsubscribe from this (?:group|list|topic)|Unsubscribe & settings|Visit Topic or reply to this email)",
    re.IGNORECASE,
)
ADVERTISED = re.compile(r"\bhttps?://|@|\bat\b", re.IGNORECASE)


def without_footer(text: str) -> str:
    """A letter without the footers of lists, several of them too; a signature stays."""
    lines = text.rstrip().split("\n")
    while (at := _footer(lines)) is not None:
        lines = lines[:at]
        while lines and (not lines[-1].strip() or RULE.match(lines[-1])):
            lines.pop()
    return "\n".join(lines)


def _footer(lines: list[str]) -> int | None:
    """Where a footer begins that reaches to the end."""
    for at in range(len(lines) - 1, max(1, len(lines) - MOST_FOOTER) - 1, -1):
        line = lines[at].strip()
        if ALONE.match(line):
            return at
        if RULE.match(lines[at].rstrip("\r")) and _speaks_of_a_list(lines[at + 1 :]):
            return at
    return None


def _speaks_of_a_list(rest: list[str]) -> bool:
    words = "\n".join(rest)
    return bool(OF_A_LIST.search(words) and ADVERTISED.search(words)) and not any(
        each.startswith(">") for each in rest
    )
