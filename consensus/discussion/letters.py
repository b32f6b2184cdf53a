"""The mail of this package: that an objection waits for its author."""

from flask import current_app, render_template
from flask_babel import gettext as _

from ..drafts.models import Draft
from ..following.actions.mailing import Letter
from ..following.composing import unsubscribe_address
from ..following.models import MailSetting
from ..kit.places import url_of
from ..kit.text.rendered import comment_texts
from ..kit.text.words import excerpt
from ..kit.web.addresses import base_url
from .models import Comment
from .plain import plain_words

SHOWN = 300


def letter_of_waiting(comment: Comment, draft: Draft, setting: MailSetting, *, last: bool) -> Letter:
    """Tell an author that the clause of their objection says something else in a draft. ``last``: for the second time."""
    unsubscribe, site = unsubscribe_address(setting), current_app.config["SITE_NAME"]
    facts = {
        "subject": _(
            "Your objection waits for you: draft %(version)s has other words", version=draft.version
        ),
        "site_name": site,
        "name": comment.author.name,
        "version": draft.version,
        "said": excerpt(plain_words(comment_texts([comment.body])[comment.body]), most=SHOWN),
        "address": f"{base_url()}{url_of(comment)}",
        "unsubscribe": unsubscribe,
        "last": last,
    }
    return Letter(
        recipient=str(comment.author.email),
        subject=f"{site}: {facts['subject']}",
        text=render_template("mail/objection_waits.txt", **facts),
        html=render_template("mail/objection_waits.html", **facts),
        headers={
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
