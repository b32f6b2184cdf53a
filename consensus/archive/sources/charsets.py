"""Pure: bytes as text, whatever they claim to be: by their mark, by what they say, then UTF-8, then what Windows wrote."""

import codecs

# What old mails call one thing and write another; and names that are no charsets of text at all.
REALLY = {"iso8859-1": "cp1252", "ascii": "utf-8", "gb2312": "gb18030"}
STRANGE = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"))

LOST = "\N{REPLACEMENT CHARACTER}"


def decoded(data: bytes, charset: str | None) -> str:
    """The text of some bytes; what no charset explains becomes a sign that says so."""
    for name in dict.fromkeys((_marked(data), _known(charset), "utf-8")):
        if name:
            try:
                return data.decode(name)
            except (UnicodeError, LookupError, ValueError):
                continue
    damaged = data.decode("utf-8", "replace")
    if damaged.count(LOST) <= _beyond_ascii(damaged):  # UTF-8 of which some bytes were lost
        return damaged
    return data.decode("cp1252", "replace")


def _marked(data: bytes) -> str | None:
    """What a mark at the beginning says: UTF-16, as Windows saves text."""
    return "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None


def _beyond_ascii(text: str) -> int:
    return sum(sign > "\x7f" and sign != LOST for sign in text)


def _known(charset: str | None) -> str | None:
    """A charset by its proper name; None for one that there is not."""
    if not charset:
        return None
    try:
        found = codecs.lookup(charset.strip().strip("\"'")[:40])
    except (LookupError, ValueError, UnicodeError):
        return None
    if found.name in STRANGE or not getattr(found, "_is_text_encoding", True):
        return None
    return REALLY.get(found.name, found.name)
