"""The language of a request, and the pseudo-language that shows what was never marked for translation."""

from typing import Any

import pytest
from flask import Flask, render_template_string
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from consensus.kit.web.i18n import PSEUDO, choose_language, current_language, direction, languages, own_name

TWO = {"LANGUAGES": "en, fr ,ar", "PSEUDO": "off"}
SEEN = {"LANGUAGES": "en", "PSEUDO": "on"}
LATER = lazy_gettext("hello %(name)s")


def test_languages_are_offered_as_set_up() -> None:
    assert languages(TWO) == ["en", "fr", "ar"]
    assert languages(SEEN) == ["en", PSEUDO]


@pytest.mark.parametrize(
    "cookie, accepted, chosen",
    [
        (None, None, "en"),
        ("fr", None, "fr"),
        ("fr", "ar", "fr"),
        ("de", "ar", "ar"),
        (None, "de-DE, fr-CA;q=0.8, en;q=0.5", "fr"),
        (None, "FR", "fr"),
        (None, "de, *", "en"),
        (None, ";;,=,", "en"),
        ("", "", "en"),
        (PSEUDO, None, "en"),
    ],
)
def test_the_chosen_language_comes_first_then_what_the_browser_accepts(
    cookie: str | None, accepted: str | None, chosen: str
) -> None:
    assert choose_language(TWO, cookie, accepted) == chosen


def test_the_pseudo_language_is_shown_only_to_those_who_chose_it() -> None:
    assert choose_language(SEEN, None, "ar") == "en"
    assert choose_language(SEEN, PSEUDO, None) == PSEUDO


@pytest.mark.parametrize(
    "code, way", [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("he", "rtl"), (PSEUDO, "rtl")]
)
def test_a_language_has_its_direction(code: str, way: str) -> None:
    assert direction(code) == way


def test_a_language_is_called_by_its_own_name() -> None:
    assert [own_name(code) for code in ("en", "fr", "pt-BR")] == ["English", "Français", "Português (brasil)"]
    assert own_name(PSEUDO).startswith("⟦")


def test_outside_of_requests_the_sites_own_language_holds(app: Flask) -> None:
    assert current_language() == "en"


def test_in_the_pseudo_language_every_sentence_stands_in_brackets(app: Flask) -> None:
    app.config["PSEUDO"] = "on"
    with app.test_request_context(headers={"Cookie": f"lang={PSEUDO}"}):
        template = "{{ _('hello %(name)s', name='Ana') }} {% trans n=2 %}{{ n }} thing{% pluralize %}{{ n }} things{% endtrans %}"
        said = [
            _("hello %(name)s", name="Ana"),
            str(LATER) % {"name": "Ana"},
            ngettext("%(num)s thing", "%(num)s things", 2),
            render_template_string(template),
        ]

    assert said == ["⟦hello Ana⟧", "⟦hello Ana⟧", "⟦2 things⟧", "⟦hello Ana⟧ ⟦2 things⟧"]


def test_a_page_names_its_language_and_direction(app: Flask, client: Any) -> None:
    app.config["PSEUDO"] = "on"

    assert '<html lang="en" dir="ltr">' in client.get("/ledger/").text
    client.set_cookie("lang", PSEUDO)
    assert f'<html lang="{PSEUDO}" dir="rtl">' in client.get("/ledger/").text


def test_a_made_up_language_is_ignored(client: Any) -> None:
    client.set_cookie("lang", '"><script>')

    assert '<html lang="en" dir="ltr">' in client.get("/ledger/").text
