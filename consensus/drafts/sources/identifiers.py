"""Pure: ids that authors write into a text, `{#key}` or `{: #key}`."""

from __future__ import annotations

import re

MOST = 80
FURTHER = r"(?:[ \t]{1,4}(?:\.[\w-]{1,40}|[\w-]{1,40}=\"[^\"{}\n]{0,80}\")){0,9}"
AT_LINE_END = re.compile(
    rf"[ \t]?\{{:?[ \t]{{0,4}}#([\w.:-]{{1,80}}){FURTHER}[ \t]{{0,4}}\}}[ \t]*$",
    re.MULTILINE,
)
LEFT_OVER = re.compile(r"\{:?[ \t]{0,4}#[^}\n]{0,80}\}?")


def take_id(text: str) -> tuple[str, str | None]:
    """A text without the id that stands at the end of one of its lines, and the id as a key, or None."""
    found = AT_LINE_END.search(text)
    if found is None:
        return text, None
    return (text[: found.start()].rstrip() + text[found.end() :]).strip(), clean_key(found[1])


def clean_key(written: str) -> str | None:
    """An id as it can stand in an address: letters, digits, `_` and `-`; None when nothing is left of it."""
    return re.sub(r"[^\w-]+", "-", written).strip("-")[:MOST] or None
