"""Every address and every template that there is, for a whole run to visit."""

from functools import cache
from tempfile import mkdtemp

from flask import Flask

from consensus import create_app

from .source import TEMPLATES, templates

WRITES = {"POST", "PUT", "PATCH", "DELETE"}
# What needs an optional part of the software, so that it cannot succeed everywhere.
OPTIONAL = {"reading.pdf", "roadshow.sheet_pdf"}
# Layouts that stand ready for pages to come: sheets for paper, of the roadshow.
FOR_LATER = {"layouts/print.html"}


@cache
def application() -> Flask:
    """The application, without a database behind it."""
    return create_app(INSTANCE=mkdtemp(prefix="visits"), SECRET_KEY="x" * 40)


def addresses() -> set[str]:
    """The endpoints that can be opened."""
    return {
        rule.endpoint for rule in application().url_map.iter_rules() if "GET" in (rule.methods or ())
    } - OPTIONAL


def writes() -> set[str]:
    """The endpoints that can be written to."""
    return {rule.endpoint for rule in application().url_map.iter_rules() if WRITES & (rule.methods or set())}


def templates_used() -> set[str]:
    """Every template that a page may use by now."""
    return {path.relative_to(TEMPLATES).as_posix() for path in templates()} - FOR_LATER
