"""The table of pages is whole: each address that answers with a page stands in it."""

import re

from flask import Flask
from werkzeug.exceptions import NotFound

from .pages import NO_PAGES, PUBLIC, SIGNED_IN


def reached(app: Flask) -> set[str]:
    """The views that the table leads to."""
    adapter = app.url_map.bind("localhost")
    found = set()
    for path in (*PUBLIC.values(), *SIGNED_IN.values()):
        try:
            found.add(adapter.match(re.sub(r"\{.*?\}", "1", path.partition("?")[0]))[0])
        except NotFound:
            continue
    return found


def test_each_page_stands_in_the_table_or_is_said_to_be_none(app: Flask) -> None:
    views = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())}

    assert views - reached(app) == NO_PAGES
