"""The mails that tell people of news: one for each thread at once, or a digest of everything since the last.

Mails of one thread name the same id that no mail ever has, so that programs show them together, whatever their order.
All of them can be ended with one click (RFC 8058).
"""

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from flask import current_app, render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from ..accounts.models import Account
from ..kit.web.addresses import address_of, base_url
from .actions.mailing import Letter
from .models import MailSetting
from .news import News

TITLES_IN_SUBJECT = 2
WIDTH = 72
_STRANGE = re.compile(r"[^A-Za-z0-9-]+")


def letter_of_thread(account: Account, setting: MailSetting, news: Sequence[News]) -> Letter:
    """The mail that tells what happened in one thread."""
    subject = news[0].thread_title
    return _letter("news_at_once", account, setting, subject, _of_thread(news[0].thread), news=news)


def digest(account: Account, setting: MailSetting, news: Sequence[News], *, more: int) -> Letter:
    """The mail that tells everything, by thing, what concerns its reader first; ``more`` is left to the inbox."""
    things: dict[str, list[News]] = {}
    for each in sorted(news, key=lambda each: not each.is_direct):
        things.setdefault(each.about, []).append(each)
    return _letter(
        "digest", account, setting, _subject(things), {}, things=list(things.values()), n=len(news), more=more
    )


def unsubscribe_address(setting: MailSetting) -> str:
    """Where one click ends all mail of somebody."""
    return address_of("following.unsubscribe", secret=setting.key)


def quoted(words: str) -> str:
    """Somebody's words in a mail of text: lines of a readable width, each after a sign."""
    return textwrap.fill(words, WIDTH, initial_indent="> ", subsequent_indent="> ", break_long_words=False)


def _letter(
    template: str,
    account: Account,
    setting: MailSetting,
    subject: str,
    thread: Mapping[str, str],
    **facts: Any,
) -> Letter:
    site = current_app.config["SITE_NAME"]
    facts |= {
        "subject": subject,
        "site_name": site,
        "name": account.name,
        "base": base_url(),
        "inbox": address_of("following.inbox"),
        "settings": address_of("following.mail"),
        "unsubscribe": unsubscribe_address(setting),
        "quoted": quoted,
    }
    return Letter(
        recipient=str(account.email),
        subject=f"{site}: {subject}",
        text=render_template(f"mail/{template}.txt", **facts),
        html=render_template(f"mail/{template}.html", **facts),
        headers={**_of_list(setting), **thread},
    )


def _subject(things: Mapping[str, Sequence[News]]) -> str:
    titles = [some[0].about_title for some in things.values()]
    named, left = ", ".join(titles[:TITLES_IN_SUBJECT]), len(titles) - TITLES_IN_SUBJECT
    if left <= 0:
        return str(_("News on %(named)s", named=named))
    return str(
        ngettext("News on %(named)s and one more", "News on %(named)s and %(num)s more", left, named=named)
    )


def _of_list(setting: MailSetting) -> dict[str, str]:
    return {
        "List-Id": f"<news.{_host()}>",
        "List-Unsubscribe": f"<{unsubscribe_address(setting)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _of_thread(ref: str) -> dict[str, str]:
    name = _STRANGE.sub("-", quote(ref, safe=":").replace("%", "-"))
    first = f"<{name}@{_host()}>"
    return {"In-Reply-To": first, "References": first}


def _host() -> str:
    return str(current_app.config["MAIL_FROM"]).rpartition("@")[2]
