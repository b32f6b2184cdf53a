"""A form as a browser without scripts would send it."""

from typing import Any

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node
from werkzeug.datastructures import MultiDict


def form_at(page: Any, action: str) -> MultiDict[str, str]:
    """The fields of the form that goes to an address, as they stand on the page. Raises StopIteration for none."""
    tree = HTMLParser(page.text)
    form = next(form for form in tree.css("form") if form.attributes.get("action") == action)
    return MultiDict(pair for field in form.css("input, textarea, select") for pair in _sent(field))


def fill(form: MultiDict[str, str], **changes: Any) -> MultiDict[str, str]:
    """The form with fields changed: a value, several, or None to leave one out. ``__`` in a name stands for ``-``."""
    filled = form.copy()
    for name, value in changes.items():
        filled.poplist(name.replace("__", "-"))
        values = [] if value is None else value if isinstance(value, list) else [value]
        filled.setlist(name.replace("__", "-"), values)
    return filled


def _sent(field: Node) -> list[tuple[str, str]]:
    name, kind = field.attributes.get("name"), field.attributes.get("type")
    if not name or kind == "file" or (kind in ("checkbox", "radio") and "checked" not in field.attributes):
        return []
    if field.tag == "select":
        options = field.css("option")
        chosen = [each for each in options if "selected" in each.attributes] or options[:1]
        return [(name, each.attributes.get("value") or "") for each in chosen]
    if field.tag == "textarea":
        return [(name, field.text().removeprefix("\n"))]
    return [(name, field.attributes.get("value") or "")]


def words(page: Any) -> str:
    """What a page says, white space folded."""
    main = HTMLParser(page.text).css_first("main")
    assert main is not None
    return " ".join(main.text(separator=" ").split())
