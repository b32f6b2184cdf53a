"""The language of a request. Every visible sentence goes through gettext.

Besides real languages there is a pseudo-language, ``ar-XB``: right to left, every translated sentence in brackets.
It is offered when ``CONSENSUS_PSEUDO`` is on; the tests read whole pages in it and look for words without brackets.
"""

from collections.abc import Mapping
from typing import Any

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, Domain

PSEUDO = "ar-XB"
COOKIE = "lang"
babel = Babel()


class PseudoTranslations(NullTranslations):
    """Every sentence as ⟦it stands⟧."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        return self.ngettext(singular, plural, n)

    ugettext, ungettext, upgettext = gettext, ngettext, pgettext


class _Domain(Domain):
    """The catalogue of the current language, looked up once a request: a long page asks thousands of times."""

    def get_translations(self) -> Translations | NullTranslations:
        if not has_request_context():
            return self._found()
        if "sentences" not in g:
            g.sentences = self._found()
        return g.sentences

    def _found(self) -> Translations | NullTranslations:
        return PseudoTranslations() if current_language() == PSEUDO else super().get_translations()


def init_app(app: Flask) -> None:
    """Bind Babel with our choice of language."""
    babel.init_app(app, locale_selector=lambda: current_language().replace("-XB", "").replace("-", "_"))
    domain = _Domain()
    app.extensions["babel"].instance.domain_instance = domain
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda words: domain.get_translations().ugettext(words),
        lambda one, many, n: domain.get_translations().ungettext(one, many, n),
        newstyle=True,
    )


def languages(config: Mapping[str, Any]) -> list[str]:
    """The codes this site offers, the default first."""
    offered = [code.strip() for code in str(config["LANGUAGES"]).split(",") if code.strip()]
    return [*offered, PSEUDO] if config["PSEUDO"] == "on" else offered


def choose_language(config: Mapping[str, Any], cookie: str | None, accepted: str | None) -> str:
    """The chosen language, else the first accepted one that is offered, else the site's own."""
    offered = languages(config)
    if cookie in offered:
        return str(cookie)
    for wish in (accepted or "")[:200].split(","):
        code = wish.split(";")[0].strip()
        for offer in offered:
            if code and code.split("-")[0].lower() == offer.split("-")[0].lower() and offer != PSEUDO:
                return offer
    return offered[0]


def current_language() -> str:
    """The code of this request's language; outside of requests the site's own."""
    if not has_request_context():
        return languages(current_app.config)[0]
    if "language" not in g:
        g.language = choose_language(
            current_app.config, request.cookies.get(COOKIE), request.headers.get("Accept-Language")
        )
    return str(g.language)


def direction(code: str) -> str:
    """``ltr`` or ``rtl``."""
    return str(Locale.parse(code.split("-")[0]).text_direction)


def own_name(code: str) -> str:
    """A language's name in itself."""
    if code == PSEUDO:
        return "⟦Pseudo⟧"
    return str(Locale.parse(code.replace("-", "_")).display_name or code).capitalize()
