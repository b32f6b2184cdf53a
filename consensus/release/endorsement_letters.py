"""The mail that asks somebody again whose endorsement lapsed: what changed, the redline, and where to endorse anew."""

from flask import current_app, render_template
from flask_babel import gettext as _

from ..following.actions.mailing import Letter
from ..following.composing import unsubscribe_address
from ..following.models import MailSetting
from ..kit.web.addresses import base_url
from .models import Endorsement
from .queries.settling import Step

NAMED = 6


def letter_of_lapse(endorsement: Endorsement, step: Step, setting: MailSetting) -> Letter:
    """Tell who made an endorsement that it does not stand for the newer draft, and why."""
    older, newer = step.older.version, step.newer.version
    unsubscribe, site, base = unsubscribe_address(setting), current_app.config["SITE_NAME"], base_url()
    facts = {
        "subject": _("Your endorsement does not go on to draft %(version)s", version=newer),
        "site_name": site,
        "name": endorsement.account.name,
        "organisation": endorsement.organisation.name if endorsement.organisation else None,
        "older": older,
        "newer": newer,
        "withdrawn": step.older.withdrawal is not None,
        "clauses": step.substance.clauses[:NAMED],
        "more": max(len(step.substance.clauses) - NAMED, 0),
        "checklist": step.substance.checklist,
        "policy": step.substance.policy,
        "redline": f"{base}/compare/{older}...{newer}/",
        "again": f"{base}/endorsements/new?draft={newer}&again={endorsement.id}",
        "base": base,
        "unsubscribe": unsubscribe,
    }
    return Letter(
        recipient=str(endorsement.account.email),
        subject=f"{site}: {facts['subject']}",
        text=render_template("mail/endorsement_lapsed.txt", **facts),
        html=render_template("mail/endorsement_lapsed.html", **facts),
        headers={
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
